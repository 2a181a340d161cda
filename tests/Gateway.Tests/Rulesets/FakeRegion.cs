using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Allocation;
using Actors.Contracts.Configuration;
using Actors.Contracts.Measurement;
using Actors.Contracts.Population;

namespace Actors.Gateway.Tests.Rulesets;

/// <summary>A region whose every word the test says itself.</summary>
internal sealed class FakeRegion : IGrainFactory
{
    public ToldEnvironments Environments { get; } = new();

    public ConcurrentDictionary<string, ToldRuleset> Rulesets { get; } = [];

    public ConcurrentDictionary<string, ToldUser> Users { get; } = [];

    public ConcurrentDictionary<string, ToldOverridden> Overridden { get; } = [];

    public ToldPopulation Population { get; } = new();

    /// <summary>All partitions of all logs.</summary>
    public ToldEvents Events { get; } = new();

    public ConcurrentDictionary<string, ToldDrift> Drift { get; } = [];

    public ToldRuleset Ruleset(EnvironmentId id) => Rulesets.GetOrAdd(GrainKeys.Ruleset + id, _ => new ToldRuleset());

    public T GetGrain<T>(string primaryKey, string? grainClassNamePrefix = null)
        where T : IGrainWithStringKey =>
        (T)(object)(typeof(T).Name switch
        {
            nameof(IEnvironmentsGrain) => Environments,
            nameof(IPopulationGrain) => Population,
            nameof(IUserGrain) => Users.GetOrAdd(primaryKey, _ => new ToldUser()),
            nameof(IEventPartitionGrain) => Events,
            nameof(IDriftGrain) => Drift.GetOrAdd(primaryKey, _ => new ToldDrift()),
            nameof(IOverriddenGrain) => Overridden.GetOrAdd(primaryKey, _ => new ToldOverridden()),
            _ => Rulesets.GetOrAdd(primaryKey, _ => new ToldRuleset()),
        });

    T IGrainFactory.GetGrain<T>(Guid primaryKey, string? grainClassNamePrefix) => throw new NotSupportedException();

    T IGrainFactory.GetGrain<T>(long primaryKey, string? grainClassNamePrefix) => throw new NotSupportedException();

    T IGrainFactory.GetGrain<T>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix) =>
        throw new NotSupportedException();

    T IGrainFactory.GetGrain<T>(long primaryKey, string keyExtension, string? grainClassNamePrefix) =>
        throw new NotSupportedException();

    T IGrainFactory.CreateObjectReference<T>(IGrainObserver obj) => throw new NotSupportedException();

    void IGrainFactory.DeleteObjectReference<T>(IGrainObserver obj) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        throw new NotSupportedException();

    IGrain IGrainFactory.GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) =>
        throw new NotSupportedException();

    T IGrainFactory.GetGrain<T>(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId) => throw new NotSupportedException();

    IAddressable IGrainFactory.GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        throw new NotSupportedException();
}

/// <summary>
/// A stream of news that the test writes; an exception in it breaks the stream, the next watch goes on.
/// </summary>
internal sealed class Told<T>
    where T : class
{
    private readonly Channel<object> _words = Channel.CreateUnbounded<object>();
    private readonly Channel<long> _watches = Channel.CreateUnbounded<long>();

    public void Say(T news) => _words.Writer.TryWrite(news);

    public void Fail() => _words.Writer.TryWrite(new SiloUnavailableException());

    /// <summary>The version after which the next watcher asks.</summary>
    public ValueTask<long> NextWatch() => _watches.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async IAsyncEnumerable<T> Watch(long after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        _watches.Writer.TryWrite(after);
        while (true)
        {
            var word = await _words.Reader.ReadAsync(cancellation);
            if (word is Exception failure)
                throw failure;
            yield return (T)word;
        }
    }
}

internal sealed class ToldEnvironments : IEnvironmentsGrain
{
    public Told<EnvironmentList> News { get; } = new();

    public IAsyncEnumerable<EnvironmentList> Watch(long afterVersion, CancellationToken cancellation = default) =>
        News.Watch(afterVersion, cancellation);

    public Task<EnvironmentList> Current(CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task Announce(ProjectEntry project, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}

internal sealed class ToldRuleset : IRulesetGrain
{
    private readonly Channel<GatewayReport> _reports = Channel.CreateUnbounded<GatewayReport>();

    public Told<RulesetUpdate> News { get; } = new();

    public ValueTask<GatewayReport> NextReport() => _reports.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public IAsyncEnumerable<RulesetUpdate> Watch(long afterVersion, CancellationToken cancellation = default) =>
        News.Watch(afterVersion, cancellation);

    public Task Report(GatewayReport report, CancellationToken cancellation = default)
    {
        _reports.Writer.TryWrite(report);
        return Task.CompletedTask;
    }

    public Task<RulesetDocument> Snapshot(CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<long> Publish(ImmutableArray<PublishedFeature> features, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Answer<SdkKey>> IssueKey(
        SdkKey key, Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Answer<SdkKey>> RevokeKey(
        string id, Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<long> PublishExperiment(ExperimentRules rules, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<long> PublishGroups(ImmutableArray<PublishedGroup> groups, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<long> Permit(
        bool clientKeysMayFetchRules, Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Answer<long>> PutBandit(
        PublishedBandit bandit, Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<long> RemoveBandit(string id, Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<long> Remove(bool removed, Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Propagation> Propagation(CancellationToken cancellation = default) => throw new NotSupportedException();
}
