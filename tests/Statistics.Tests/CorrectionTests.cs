using CsCheck;

namespace Actors.Statistics.Tests;

public sealed class CorrectionTests
{
    private static readonly Gen<double[]> _pValues = Gen.Double[0, 1].Array[0, 20];

    [Fact]
    public void An_adjusted_p_value_is_never_smaller_and_keeps_the_order() => _pValues.Sample(pValues =>
        Assert.All([Correction.None, Correction.Holm, Correction.BenjaminiHochberg], correction =>
        {
            var adjusted = Corrections.Adjust(correction, pValues);
            Assert.All(pValues.Zip(adjusted), pair => Assert.InRange(pair.Second, pair.First, 1));
            var inOrder = pValues.Zip(adjusted).OrderBy(pair => pair.First).Select(pair => pair.Second).ToArray();
            Assert.Equal(inOrder.Order(), inOrder);
        }));

    [Fact]
    public void Holm_is_stricter_than_Benjamini_and_Hochberg() => _pValues.Sample(pValues => Assert.All(
        Corrections.Holm(pValues).Zip(Corrections.BenjaminiHochberg(pValues)),
        pair => Assert.True(pair.First >= pair.Second - 1e-15)));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_p_value_is_refused(double pValue) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Corrections.Holm([0.1, pValue]));

    [Fact]
    public void An_interval_is_never_narrower_after_a_correction() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[0.01, 1], Gen.Double[0, 1]).Sample((estimate, half, pValue) =>
        {
            var interval = new Interval(estimate - half, estimate + half);
            var wider = Corrections.Widen(interval, estimate, pValue, 0.05);
            Assert.True(wider.Lower <= interval.Lower && wider.Upper >= interval.Upper);
        });

    [Fact]
    public void Evidence_of_nothing_excludes_nothing() =>
        Assert.Equal(Interval.Unbounded, Corrections.Widen(new(0.1, 0.2), 0.15, 1, 0.05));
}
