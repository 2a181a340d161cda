using System.Collections.Immutable;
using CsCheck;

namespace Actors.Experiments.Tests;

public sealed class AllocationTests
{
    private static readonly Gen<ImmutableArray<int>> _weights = Gen.Int[0, 1_000].Array[2, 6]
        .Where(parts => parts.Sum() > 0)
        .Select(parts => Apportionment.Of(Allocation.Slots, [.. parts]));

    private static readonly Gen<(ImmutableArray<int> Weights, int Coverage)[]> _changes =
        Gen.Int[2, 6].SelectMany(variations =>
            Gen.Select(
                _weights.Where(weights => weights.Length == variations), Gen.Int[0, Allocation.Slots],
                (weights, coverage) => (weights, coverage)).Array[2, 5]);

    [Fact]
    public void Each_variation_starts_at_its_own_part_as_in_the_dialect() =>
        Assert.Equal(
            [new SlotRange(0, 0, 500), new(1, 5_000, 5_300), new(2, 8_000, 8_200)],
            Allocation.Fresh([5_000, 3_000, 2_000], 1_000));

    [Fact]
    public void A_wider_coverage_moves_nobody_who_is_in_already() =>
        Gen.Select(_weights, Gen.Int[1, Allocation.Slots].Array[2, 6]).Sample((weights, coverages) =>
        {
            var ramp = coverages.Order().Select(coverage => Allocation.Fresh(weights, coverage)).ToList();
            var steps = ramp.Zip(ramp.Skip(1), Allocation.Between);
            return steps.All(movement => movement is { Leaving: 0, Switching: 0 });
        });

    /// <summary>
    /// Whatever the ranges are, who is in more variations than before gains; nobody can gain without a slot that
    /// moves, so what is gained in all is the least that any allocation moves.
    /// </summary>
    [Fact]
    public void A_change_moves_no_more_than_the_variations_and_being_in_none_gain() =>
        _changes.Sample(changes =>
        {
            var ranges = ImmutableArray<SlotRange>.Empty;
            foreach (var (weights, coverage) in changes)
            {
                var next = Allocation.Least(ranges, weights, coverage);
                Assert.Equal(Apportionment.Of(coverage, weights), Shares(next, weights.Length));
                Assert.Equal(Gained(ranges, next, weights.Length), Allocation.Between(ranges, next).Moved);
                Assert.True(IsApart(next));
                ranges = next;
            }
        });

    [Fact]
    public void Shares_are_exact_where_they_can_be_and_never_shrink_when_there_is_more() =>
        _weights.Sample(weights =>
        {
            Assert.Equal(weights, Apportionment.Of(Allocation.Slots, weights));
            var before = Apportionment.Of(3_000, weights);
            var after = Apportionment.Of(3_001, weights);
            Assert.Equal(1, after.Zip(before, (more, less) => Math.Abs(more - less)).Sum());
        });

    private static int Gained(ImmutableArray<SlotRange> before, ImmutableArray<SlotRange> after, int variations)
    {
        var (left, right) = (Shares(before, variations), Shares(after, variations));
        var variationsGain = right.Zip(left, (now, then) => Math.Max(0, now - then)).Sum();
        return variationsGain + Math.Max(0, left.Sum() - right.Sum());
    }

    private static int[] Shares(ImmutableArray<SlotRange> ranges, int variations) =>
        [.. Enumerable.Range(0, variations).Select(variation =>
            ranges.Where(range => range.Variation == variation).Sum(range => range.Length))];

    private static bool IsApart(ImmutableArray<SlotRange> ranges) =>
        ranges.Zip(ranges.Skip(1)).All(pair => pair.First.To <= pair.Second.From);
}
