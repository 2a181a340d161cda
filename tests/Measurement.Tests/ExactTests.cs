using System.Numerics;
using CsCheck;

namespace Actors.Measurement.Tests;

public sealed class ExactTests
{
    [Fact]
    public void A_sum_is_exact_in_any_order()
    {
        Gen.Select(Gen.Long, Gen.Long).Array[0, 50].Sample(pairs =>
        {
            var sum = pairs.Aggregate(default(ExactSum), (total, pair) => total.Plus((Int128)pair.Item1 * pair.Item2));
            var reversed = pairs.Reverse().Aggregate(
                default(ExactSum),
                (total, pair) => total.Plus(default(ExactSum).Plus((Int128)pair.Item1 * pair.Item2)));
            Assert.Equal(
                pairs.Aggregate(BigInteger.Zero, (total, pair) => total + ((BigInteger)pair.Item1 * pair.Item2)),
                sum.Value);
            Assert.Equal(sum, reversed);
        });
    }

    [Fact]
    public void What_is_taken_away_again_leaves_nothing()
    {
        Gen.Long[-Millionths.Max, Millionths.Max].Array[2].Sample(pair =>
            Assert.Equal(default, default(MomentSums).With(1, pair[0], pair[1]).With(-1, pair[0], pair[1])));
    }

    [Fact]
    public void Every_value_is_in_a_class_whose_greatest_is_less_than_a_hundredth_above_it()
    {
        Gen.Long[1, Millionths.Max].Sample(value =>
        {
            var greatest = ValueBuckets.GreatestOf(ValueBuckets.Of(value));
            Assert.InRange(greatest, value, value + (value / 100));
            Assert.Equal(ValueBuckets.Of(value), ValueBuckets.Of(greatest));
            Assert.Equal(ValueBuckets.Of(value) + 1, ValueBuckets.Of(greatest + 1));
        });
    }

    [Theory]
    [InlineData(0.1, 100_000)]
    [InlineData(-2.5, -2_500_000)]
    [InlineData(0.0000005, 0)]
    [InlineData(0.0000015, 2)]
    [InlineData(1e12, 1_000_000_000_000_000_000)]
    public void A_value_is_kept_to_a_millionth(double units, long millionths)
    {
        Assert.True(Millionths.TryFrom(units, out var kept));
        Assert.Equal(millionths, kept);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e308)]
    [InlineData(-1.1e12)]
    public void A_value_beyond_a_trillion_is_none(double units) => Assert.False(Millionths.TryFrom(units, out _));
}
