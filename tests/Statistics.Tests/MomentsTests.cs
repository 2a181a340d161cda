using CsCheck;

namespace Actors.Statistics.Tests;

public sealed class MomentsTests
{
    private static readonly Gen<(double X, double Y)[]> _values =
        Gen.Select(Gen.Double[-100, 100], Gen.Double[-100, 100]).Array[0, 30];

    [Fact]
    public void Moments_are_what_the_textbook_computes_from_the_values() => _values.Sample(values =>
    {
        var moments = Of(values);
        var count = values.Length;
        Assert.Equal(count, moments.Count);
        if (count < 2)
        {
            Assert.Equal((0.0, 0.0, 0.0), (moments.VarianceX, moments.VarianceY, moments.Covariance));
            return;
        }

        var (meanX, meanY) = (values.Average(value => value.X), values.Average(value => value.Y));
        Assert.Equal(meanX, moments.MeanX, 1e-9);
        Assert.Equal(meanY, moments.MeanY, 1e-9);
        Assert.Equal(values.Sum(value => Square(value.X - meanX)) / (count - 1), moments.VarianceX, 1e-7);
        Assert.Equal(
            values.Sum(value => (value.X - meanX) * (value.Y - meanY)) / (count - 1), moments.Covariance, 1e-7);
    });

    [Fact]
    public void Groups_merge_in_any_order_to_the_moments_of_all() =>
        Gen.Select(_values, _values, _values).Sample((first, second, third) =>
        {
            var all = Of([.. first, .. second, .. third]);
            Assert.Equal(all.VarianceX, (Of(first) + Of(second) + Of(third)).VarianceX, 1e-7);
            Assert.Equal(all.Covariance, (Of(third) + (Of(second) + Of(first))).Covariance, 1e-7);
            Assert.Equal(all.Count, (Of(second) + Of(third) + Of(first)).Count);
        });

    [Theory]
    [InlineData(0.1)]
    [InlineData(1e9 + 0.1)]
    [InlineData(-3e-7)]
    public void Equal_values_have_no_variance_whatever_rounding_leaves(double value)
    {
        var moments = Of([.. Enumerable.Repeat((value, 0.0), 10_007)]);
        Assert.Equal(0, moments.VarianceX);
    }

    [Fact]
    public void Nobody_has_a_mean_of_nothing() =>
        Assert.Equal((0.0, 0.0), (default(Moments).MeanX, default(Moments).MeanY));

    internal static Moments Of(IEnumerable<(double X, double Y)> values) =>
        values.Aggregate(default(Moments), (sum, value) => sum.Plus(value.X, value.Y));

    private static double Square(double value) => value * value;
}
