using System.Collections.Immutable;
using System.Threading.Channels;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Allocation;
using Actors.Foundation;

namespace Actors.Gateway.Tests.Rulesets;

/// <summary>A subject's actor that answers what a test says, when it says so.</summary>
internal sealed class ToldUser : IUserGrain
{
    private readonly Channel<ImmutableArray<Proposal>> _asked = Channel.CreateUnbounded<ImmutableArray<Proposal>>();

    /// <summary>What it answers; never, until a test says so.</summary>
    public TaskCompletionSource<UserRecall> Answer { get; set; } = new();

    /// <summary>What the next question proposes.</summary>
    public ValueTask<ImmutableArray<Proposal>> Asked() =>
        _asked.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public Task<UserRecall> Recall(
        ImmutableArray<Proposal> proposals,
        long rulesetVersion,
        bool isListed,
        CancellationToken cancellation = default)
    {
        _asked.Writer.TryWrite(proposals);
        return Answer.Task;
    }

    public Task<UserMemory> Read(CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<Answer<UserMemory>> PutOverride(
        OverrideTarget target,
        string given,
        DateTimeOffset? expiresAt,
        Authorship authorship,
        CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<Answer<UserMemory>> RemoveOverride(
        OverrideTarget target, Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<Erasure> Erase(Authorship authorship, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}

internal sealed class ToldOverridden : IOverriddenGrain
{
    public Told<OverriddenUpdate> News { get; } = new();

    public IAsyncEnumerable<OverriddenUpdate> Watch(long afterVersion, CancellationToken cancellation = default) =>
        News.Watch(afterVersion, cancellation);

    public Task<Refusal?> List(
        string attribute, ulong hash, long revision, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task StrikeOff(string attribute, ulong hash, long revision, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}
