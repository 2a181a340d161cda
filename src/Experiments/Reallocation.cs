using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>How may the weights or the coverage of a running experiment change, and whom would each way move?</summary>
public static class Reallocation
{
    /// <summary>What the experiment would be, in each way. Which subjects move is told by the two runs.</summary>
    /// <param name="state">One that is live.</param>
    /// <param name="weights">In basis points, 10,000 in all, one for each variation.</param>
    public static ImmutableArray<ReallocationOffer> Offers(
        ExperimentState state, ExperimentId id, ImmutableArray<int> weights, int coverage, DateTimeOffset now) =>
        [.. Enum.GetValues<ReallocationWay>().Select(way => Offer(state, id, way, weights, coverage, now))];

    /// <summary>What the experiment becomes in one of the ways.</summary>
    /// <param name="state">One that is live.</param>
    public static ExperimentState Next(
        ExperimentState state,
        ExperimentId id,
        ReallocationWay way,
        ImmutableArray<int> weights,
        int coverage,
        DateTimeOffset now)
    {
        var run = state.Run!;
        var shares = Allocation.Weights(state.Experiment.Variations.Length, weights);
        var next = way == ReallocationWay.Rerandomise
            ? run with
            {
                Phase = run.Phase + 1,
                Seed = Lifecycle.Seed(id, run.Phase + 1),
                Ranges = Allocation.Fresh(shares, coverage),
                PhaseStartedAt = now,
                IsReallocated = false,
                SplitSince = null,
                Past = run.Past.Add(new(run.Phase, run.PhaseStartedAt, now)),
            }
            : Moved(run, Allocation.Least(run.Ranges, shares, coverage)) with
            {
                SplitSince = shares.SequenceEqual(state.Weights) ? run.SplitSince : now,
            };
        return state with
        {
            Run = next,
            Experiment = state.Experiment with
            {
                WeightsBasisPoints = weights,
                CoverageBasisPoints = coverage,
                Sticky = state.Experiment.Sticky || way == ReallocationWay.Sticky,
            },
        };
    }

    /// <summary>The same phase with other ranges.</summary>
    internal static Run Moved(Run run, ImmutableArray<SlotRange> ranges)
    {
        var movement = Allocation.Between(run.Ranges, ranges);
        return run with
        {
            Ranges = ranges,
            IsReallocated = run.IsReallocated || movement.Leaving + movement.Switching > 0,
        };
    }

    private static ReallocationOffer Offer(
        ExperimentState state,
        ExperimentId id,
        ReallocationWay way,
        ImmutableArray<int> weights,
        int coverage,
        DateTimeOffset now)
    {
        var next = Next(state, id, way, weights, coverage, now);
        var (before, after) = (state.Run!.Ranges, next.Run!.Ranges);
        var moved = way == ReallocationWay.Rerandomise
            ? Drawn(state.Experiment.Variations.Length, before, after)
            : MovedShares.Of(Allocation.Between(before, after));
        return new(way, next, moved, way == ReallocationWay.Sticky ? MovedShares.None : moved);
    }

    /// <summary>
    /// The two seeds are independent, so who is in one variation before is in each one after with its share.
    /// </summary>
    private static MovedShares Drawn(
        int variations, ImmutableArray<SlotRange> before, ImmutableArray<SlotRange> after)
    {
        var (left, right) = (Shares(before), Shares(after));
        var (isIn, willBeIn) = (left.Sum(), right.Sum());
        var stays = left.Zip(right, (then, now) => then * now).Sum();
        return new((1 - isIn) * willBeIn, isIn * (1 - willBeIn), isIn * willBeIn - stays);

        double[] Shares(ImmutableArray<SlotRange> ranges) =>
            [.. Enumerable.Range(0, variations).Select(variation =>
                ranges.Where(range => range.Variation == variation).Sum(range => range.Length)
                / (double)Allocation.Slots)];
    }
}

/// <summary>In which way does the allocation of a running experiment change?</summary>
public enum ReallocationWay
{
    /// <summary>As few subjects as possible get something else.</summary>
    [JsonStringEnumMemberName("least-movement")] LeastMovement = 0,

    /// <summary>Who was exposed keeps the variation; only others get something else.</summary>
    [JsonStringEnumMemberName("sticky")] Sticky = 1,

    /// <summary>Everybody is drawn anew, in a new phase whose data is kept apart.</summary>
    [JsonStringEnumMemberName("re-randomise")] Rerandomise = 2,
}
