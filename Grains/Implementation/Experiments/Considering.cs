using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Experiments;
using Actors.Foundation;

namespace Actors.Implementation.Experiments;

/// <summary>What would an experiment be after some changes? Decided as they would be; nothing is kept.</summary>
internal sealed class Considering(ExperimentId id, ExperimentSurroundings surroundings, ExperimentSlots slots)
{
    /// <summary>Refused with "experiment-not-found", or as the first change that would be.</summary>
    public async Task<Answer<ExperimentState>> Consider(
        ExperimentState? state,
        ImmutableArray<ExperimentChange> changes,
        DateTimeOffset now,
        CancellationToken cancellation)
    {
        if (state is null)
        {
            return new Refusal("experiment-not-found", $"There is no experiment '{id}'.");
        }

        foreach (var change in changes)
        {
            var next = await Next(state, change, now, cancellation);
            if (next.Refusal is not null)
            {
                return next;
            }

            state = next.Value!;
        }

        return state;
    }

    private async Task<Answer<ExperimentState>> Next(
        ExperimentState state, ExperimentChange change, DateTimeOffset now, CancellationToken cancellation)
    {
        var around = await surroundings.Around(state, change, now, cancellation);
        if (around.Refusal is { } missing)
        {
            return missing;
        }

        var decided = Decide(state, change, around.Value!, now);
        if (decided.Refusal is not null || change is not (StartExperiment or GrowExperiment))
        {
            return decided;
        }

        var filters = await slots.Foresee(decided.Value!.Experiment, now, cancellation);
        return filters.Refusal is { } full
            ? full
            : Decide(state, change, around.Value! with { Filters = filters.Value }, now);
    }

    private Answer<ExperimentState> Decide(
        ExperimentState state, ExperimentChange change, Surroundings around, DateTimeOffset now) =>
        ExperimentDecisions.Consider(state, id, change, around, now) switch
        {
            Decision<ExperimentState>.Accepted(var next) => next,
            Decision<ExperimentState>.Refused(var reason) => reason,
            var other => throw new InvalidOperationException($"Unknown decision {other}."),
        };
}
