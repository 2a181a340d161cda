using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>What of an experiment may its owners rewrite, before and after it was started?</summary>
internal static class Edits
{
    /// <summary>What says nothing about who gets what.</summary>
    private static readonly ImmutableArray<string> _free =
    [
        "/name", "/hypothesis", "/description", "/owner", "/tags", "/metrics", "/statistics", "/plan",
        "/schedule/stopAt", "/serverExposures",
    ];

    public static Decision<ExperimentState> Put(
        ExperimentState state, Experiment wanted, Surroundings around, DateTimeOffset now)
    {
        if (state.Run is null)
        {
            return state with { Experiment = wanted };
        }

        var differences = JsonDifference.Between(
            ExperimentDocument.Of(state.Experiment), ExperimentDocument.Of(wanted));
        var problems = differences.Where(one => !IsFree(one.Path)).Select(one => new Problem(
            one.Path, "fixed-since-start", $"This is {one.Before ?? "absent"} since the start, not {one.After}."));
        var refused = problems.ToImmutableArray();
        return refused.IsEmpty
            ? Checked(state, wanted, around, now)
            : new Refusal("experiment-started", "What decides who gets what is fixed since the start.")
            {
                Problems = refused,
            };
    }

    /// <summary>
    /// As <see cref="Put"/>; but where the shares were others, they become so again and move as few as possible.
    /// </summary>
    public static Decision<ExperimentState> Restore(
        ExperimentState state, ExperimentId id, Experiment wanted, Surroundings around, DateTimeOffset now)
    {
        var (weights, coverage) = (wanted.WeightsBasisPoints, wanted.CoverageBasisPoints);
        var isSame = weights.SequenceEqual(state.Experiment.WeightsBasisPoints)
            && coverage == state.Experiment.CoverageBasisPoints;
        if (!state.IsLive || isSame)
        {
            return Put(state, wanted, around, now);
        }

        var then = Lifecycle.Next(
            state, id, new ReallocateExperiment(ReallocationWay.LeastMovement, weights, coverage), around, now);
        return then is Decision<ExperimentState>.Accepted(var moved)
            ? Put(moved, wanted with { Sticky = moved.Experiment.Sticky }, around, now)
            : then;
    }

    /// <summary>What may be rewritten must still be right; what is fixed is not judged again.</summary>
    private static Decision<ExperimentState> Checked(
        ExperimentState state, Experiment wanted, Surroundings around, DateTimeOffset now)
    {
        var problems = StartCheck.Problems(wanted, around, now).RemoveAll(problem => !IsFree(problem.Path));
        return problems.IsEmpty || !state.IsLive
            ? state with { Experiment = wanted }
            : new Refusal("experiment-invalid", "The experiment has problems; each is listed.") { Problems = problems };
    }

    private static bool IsFree(string path) =>
        _free.Any(free => path == free || path.StartsWith($"{free}/", StringComparison.Ordinal))
        || path.StartsWith("/variations/", StringComparison.Ordinal)
            && (path.EndsWith("/name", StringComparison.Ordinal)
                || path.EndsWith("/description", StringComparison.Ordinal));
}
