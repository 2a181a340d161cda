using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Gateway.Edge;
using Actors.Protocol;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Configuration;

/// <summary>How is a change of many features started, and waited for as long as a caller will?</summary>
internal sealed class Batches(GrainCalls calls, IOptions<GrainCallOptions> options, TimeProvider time)
{
    private const int PageSize = 1_000;

    private static readonly TimeSpan _firstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan _longestPause = TimeSpan.FromMilliseconds(500);

    public static BatchResponse Of(BatchStatus status) => new(
        status.OperationId,
        status.Total,
        status.Done,
        status.Finished,
        status.Versions,
        [.. status.Problems.Select(Refusals.ItemOf)]);

    public async Task<IResult> Run(
        string project, ImmutableArray<BatchEntry> entries, Authorship authorship, CancellationToken cancellation)
    {
        if (entries.IsEmpty)
            return TypedResults.Ok(
                new BatchResponse(authorship.OperationId, 0, 0, true, new Dictionary<string, long>(), []));

        // Ten thousand features take seconds to decide on: as patient as a caller is with the batch itself.
        var started = await calls.Call(
            (grains, token) => grains.GetProject(project).StartBatch(entries, authorship, token),
            cancellation,
            options.Value.BatchPatience);
        if (started.Refusal is { } refusal) return refusal.ToResult();

        var status = await Follow(project, started.Value!, cancellation);
        return status.Finished
            ? TypedResults.Ok(Of(status))
            : TypedResults.Accepted(
                $"/v1/projects/{project}/batches/{Uri.EscapeDataString(status.OperationId)}", Of(status));
    }

    /// <summary>All features of a project, archived ones too, by key.</summary>
    public async Task<Answer<ImmutableArray<FeatureSummary>>> Features(string project, CancellationToken cancellation)
    {
        var features = ImmutableArray.CreateBuilder<FeatureSummary>();
        for (string? after = null; ;)
        {
            var query = new FeatureQuery(null, null, null, null, null, after, PageSize);
            var page = await calls.Call((grains, token) => grains.GetProject(project).List(query, token), cancellation);
            if (page.Refusal is { } refusal) return refusal;

            features.AddRange(page.Value!.Features);
            after = page.Value.Next;
            if (after is null) return features.ToImmutable();
        }
    }

    private async Task<BatchStatus> Follow(string project, BatchStatus status, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        for (var pause = _firstPause; !status.Finished && time.GetElapsedTime(started) < options.Value.BatchPatience;)
        {
            await Task.Delay(pause, time, cancellation);
            pause = pause * 2 < _longestPause ? pause * 2 : _longestPause;
            var answer = await calls.Call(
                (grains, token) => grains.GetProject(project).Batch(status.OperationId, token), cancellation);
            status = answer.Value ?? status;
        }

        return status;
    }
}
