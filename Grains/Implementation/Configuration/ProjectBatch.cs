using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Implementation.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>
/// Carries out many changes as one: decided as a whole, kept, then finished whatever fails meanwhile.
/// </summary>
/// <remarks>
/// Every step may be repeated: features know the batch by its operation id, rulesets and the index by revision. So a
/// batch that was interrupted simply runs again, and each environment sees it as one version.
/// </remarks>
internal sealed class ProjectBatch(
    string project, Storage<ProjectBatchState> state, IGrainFactory grains, IAuditLog audit)
{
    private const int Parallel = 64;
    private const int AuditChunk = 1_000;
    private int _done;

    public bool IsRunning => state.Newest.Running is not null;

    public Answer<BatchStatus> Status(string operationId) =>
        Running(operationId)
        ?? state.Durable.Finished.LastOrDefault(status => status.OperationId == operationId)
        ?? (Answer<BatchStatus>)new Refusal("batch-not-found", $"No batch '{operationId}' is known any more.");

    public async Task<Answer<BatchStatus>> Start(
        ImmutableArray<BatchEntry> entries,
        Authorship authorship,
        Func<string, FeatureSummary?> known,
        ImmutableArray<string> environments,
        Action begin)
    {
        var status = Status(authorship.OperationId);
        if (status.Value is not null)
        {
            return status;
        }

        if (state.Newest.Running is { } other)
        {
            return new Refusal("batch-running", $"Batch '{other.OperationId}' is still being carried out.");
        }

        var problems = Batching.Problems(
            [.. entries.Select(entry => (entry.Path, entry.Feature, entry.Change))], known, environments);
        if (!problems.IsEmpty)
        {
            return new Refusal("batch-refused", $"Nothing was changed: {problems.Length} problems were found.")
            {
                Problems = problems,
            };
        }

        _done = 0;
        await state.Keep(state.Newest with { Running = authorship, Entries = entries });
        begin();
        return Running(authorship.OperationId)!;
    }

    /// <summary>Goes on with the batch that is under way, if there is one.</summary>
    /// <param name="list">Lists the features' new summaries, durably: nobody else will tell of them.</param>
    public async Task Run(Func<IEnumerable<FeatureSummary>, Task> list, CancellationToken cancellation)
    {
        if (state.Durable is not { Running: { } authorship } batch)
        {
            return;
        }

        var (changes, problems) = await Change(batch.Entries, authorship, cancellation);
        foreach (var some in changes.Chunk(AuditChunk))
        {
            await audit.Append(
                [
                    .. some.Select(change =>
                        FeatureAudit.Entry(new FeatureId(project, change.Summary.Key), change.Revision)),
                ],
                cancellation);
        }

        var versions = await Publish(changes, cancellation);
        await list(changes.Select(change => change.Summary));
        var status = new BatchStatus(
            authorship.OperationId, batch.Entries.Length, changes.Count, Finished: true, versions, problems);
        var finished = state.Newest.Finished.Add(status);
        await state.Keep(new ProjectBatchState
        {
            Finished = finished.RemoveRange(0, Math.Max(0, finished.Length - ProjectBatchState.MaxFinished)),
        });
    }

    private BatchStatus? Running(string operationId) =>
        state.Durable is { Running: { } authorship } batch && authorship.OperationId == operationId
            ? new BatchStatus(
                operationId,
                batch.Entries.Length,
                _done,
                Finished: false,
                ImmutableSortedDictionary<string, long>.Empty,
                [])
            : null;

    private async Task<(List<BatchedChange> Changes, ImmutableArray<Problem> Problems)> Change(
        ImmutableArray<BatchEntry> entries, Authorship authorship, CancellationToken cancellation)
    {
        var changes = new List<BatchedChange>(entries.Length);
        var problems = ImmutableArray.CreateBuilder<Problem>();
        foreach (var some in entries.Chunk(Parallel))
        {
            var answers = await Task.WhenAll(some.Select(entry => grains
                .GetFeature(new FeatureId(project, entry.Feature))
                .ChangeInBatch(entry.Change, authorship, cancellation)));
            foreach (var (entry, answer) in some.Zip(answers))
            {
                // Possible only when somebody changed the feature between the decision on the batch and now.
                if (answer.Refusal is { } refusal)
                {
                    problems.Add(new Problem(entry.Path, refusal.Code, refusal.Message));
                }
                else
                {
                    changes.Add(answer.Value!);
                }
            }

            _done = changes.Count;
        }

        return (changes, problems.ToImmutable());
    }

    private async Task<ImmutableSortedDictionary<string, long>> Publish(
        List<BatchedChange> changes, CancellationToken cancellation)
    {
        var versions = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
        foreach (var environment in changes.SelectMany(change => change.Published).GroupBy(entry => entry.Key))
        {
            versions[environment.Key] = await grains.GetRuleset(new EnvironmentId(project, environment.Key))
                .Publish([.. environment.Select(entry => entry.Value)], cancellation);
        }

        return versions.ToImmutable();
    }
}
