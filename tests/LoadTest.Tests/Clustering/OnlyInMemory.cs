using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;

namespace Actors.LoadTest.Tests.Clustering;

/// <summary>Keeps a feature in memory alone; enough to be called.</summary>
[GrainType("only-in-memory-feature")]
internal sealed class OnlyInMemoryFeature : Grain, IFeatureGrain
{
    private static int _alive;
    private FeatureView? _view;

    public static int Alive => _alive;

    public Task<Answer<FeatureView>> Current(CancellationToken cancellation) => Task.FromResult(
        _view is null ? new Answer<FeatureView>(null, new Refusal("feature-not-found", "There is none.")) : _view);

    public Task<Answer<FeatureView>> Change(
        FeatureChange change, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        if (this.GetPrimaryKeyString().StartsWith("setting:refused/", StringComparison.Ordinal))
            return Task.FromResult<Answer<FeatureView>>(new Refusal("project-not-found", "No such project."));

        var feature = (change as PutFeature)?.Feature;
        Interlocked.Add(ref _alive, (feature is null ? 0 : 1) - (_view?.Revision.Feature is null ? 0 : 1));
        var number = (_view?.Revision.Number ?? 0) + 1;
        var revision = new Revision(number, authorship, DateTimeOffset.UnixEpoch, "changed", [], feature);
        var published = ImmutableSortedDictionary<string, long?>.Empty;
        _view = new FeatureView(this.GetPrimaryKeyString(), revision, DateTimeOffset.UnixEpoch, published);
        return Task.FromResult<Answer<FeatureView>>(_view);
    }

    public Task<Answer<BatchedChange>> ChangeInBatch(
        FeatureChange change, Authorship authorship, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<Revision>> History(long? before, int limit, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<bool> Deliver(CancellationToken cancellation) => throw new NotSupportedException();
}

/// <summary>Publishes nothing; enough to be called.</summary>
[GrainType("only-in-memory-ruleset")]
internal sealed class OnlyInMemoryRuleset : Grain, IRulesetGrain
{
    public Task<RulesetDocument> Snapshot(CancellationToken cancellation) => Task.FromResult(RulesetDocument.Empty);

    public Task<long> Publish(ImmutableArray<PublishedFeature> features, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public IAsyncEnumerable<RulesetUpdate> Watch(long afterVersion, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Answer<SdkKey>> IssueKey(SdkKey key, Authorship authorship, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Answer<SdkKey>> RevokeKey(string id, Authorship authorship, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<long> PublishExperiment(ExperimentRules rules, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<long> PublishGroups(ImmutableArray<PublishedGroup> groups, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<long> Permit(
        bool clientKeysMayFetchRules, Authorship authorship, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<Answer<long>> PutBandit(
        PublishedBandit bandit, Authorship authorship, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<long> RemoveBandit(string id, Authorship authorship, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task<long> Remove(bool removed, Authorship authorship, CancellationToken cancellation) =>
        throw new NotSupportedException();

    public Task Report(GatewayReport report, CancellationToken cancellation) => throw new NotSupportedException();

    public Task<Propagation> Propagation(CancellationToken cancellation) => throw new NotSupportedException();
}
