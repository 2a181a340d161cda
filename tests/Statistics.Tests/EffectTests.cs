using CsCheck;

namespace Actors.Statistics.Tests;

public sealed class EffectTests
{
    private static readonly Gen<double> _any = Gen.OneOf(
        Gen.Double,
        Gen.Double[-10, 10],
        Gen.OneOf(0.0, 1, -1, 1e308, -1e308, double.MaxValue, double.NaN, double.PositiveInfinity, 1e-308));

    private static readonly Gen<Moments> _moments = Gen.Select(
        Gen.OneOf(Gen.OneOf(0L, 1L, 2L, long.MaxValue), Gen.Long[0, 1000]),
        Gen.Select(_any, _any, _any, _any, _any),
        (count, sums) => new Moments(count, sums.Item1, sums.Item2, sums.Item3, sums.Item4, sums.Item5));

    private static readonly Gen<Func<Moments, Moments, Sample>> _kind = Gen.OneOf<Func<Moments, Moments, Sample>>(
        (moments, _) => Sample.OfMean(moments),
        (moments, _) => Sample.OfProportion(moments.Count, moments.SumX),
        (moments, _) => Sample.OfRatio(moments),
        (moments, _) => Sample.OfAdjustedMean(moments),
        (moments, _) => Sample.OfAdjustedProportion(moments),
        (moments, other) => Sample.OfAdjustedRatio(
            new RatioHistory(moments, other with { Count = moments.Count }, other.SumX, 1, 0, other.SumXY)),
        (moments, _) => new QuantileSample(
            moments.Count, moments.Count, 0.9, moments.SumX, moments.SumY, moments.SumXX));

    [Fact]
    public void The_variance_of_a_difference_is_as_published()
    {
        var control = Sample.OfMean(new Moments(4, 28, 202));
        var treatment = Sample.OfMean(new Moments(15, 75, 382));

        var absolute = Effect.Between(control, treatment, DifferenceKind.Absolute);
        var relative = Effect.Between(control, treatment);

        Assert.Equal(0.53333, absolute.StandardError * absolute.StandardError, 5);
        Assert.Equal(0.00589, relative.StandardError * relative.StandardError, 5);
    }

    [Fact]
    public void Theta_and_the_deviation_it_leaves_are_as_published()
    {
        Moments Of(double[] x, double[] y) => MomentsTests.Of(x.Zip(y));
        var small = Sample.OfAdjustedMean(Of([2, 1, 5, 3], [0.3, 0.5, 0.9, 22]));
        Assert.Equal(0.01864, small.Theta(small), 5);

        var zero = Sample.OfAdjustedMean(new Moments(3001, 300, 600, 210, 415, -20));
        var one = Sample.OfAdjustedMean(new Moments(3000, 222, 555, 120, 405, -10));
        var two = Sample.OfAdjustedMean(new Moments(4000, 450, 900, 300, 600, -30));
        double Deviation(Sample sample, Sample other) => Math.Sqrt(sample.Linearize(zero.Theta(other)).Variance);
        Assert.Equal(0.434288923, Deviation(zero, two), 9);
        Assert.Equal(0.423529598, Deviation(one, one), 9);
        Assert.Equal(0.458953951, Deviation(two, two), 9);
    }

    [Fact]
    public void Turning_every_value_round_turns_the_lift_round_and_keeps_its_error() =>
        Gen.Select(Rows, Rows).Sample((control, treatment) =>
        {
            var there = Effect.Between(History(control, 1), History(treatment, 1));
            var back = Effect.Between(History(control, -1), History(treatment, -1));
            Assert.Equal(there.Obstacle, back.Obstacle);
            Assert.Equal(there.Estimate, -back.Estimate, 1e-9);
            Assert.Equal(there.StandardError, back.StandardError, 1e-9 * (1 + there.StandardError));
        });

    [Fact]
    public void A_covariate_without_spread_changes_nothing()
    {
        var plain = Effect.Between(
            Sample.OfMean(new Moments(100, 270, 848.79)), Sample.OfMean(new Moments(120, 300, 869)));
        var adjusted = Effect.Between(
            Sample.OfAdjustedMean(new Moments(100, 270, 848.79)), Sample.OfAdjustedMean(new Moments(120, 300, 869)));
        Assert.Equal((plain.Estimate, plain.StandardError), (adjusted.Estimate, adjusted.StandardError));
        Assert.Equal(0, adjusted.Theta);
    }

    [Fact]
    public void A_ratio_that_had_no_denominators_before_is_not_adjusted()
    {
        var control = new Moments(100, 270, 849, 510, 2810, 1400);
        var treatment = new Moments(120, 300, 869, 500, 2300, 1300);
        Sample Adjusted(Moments after) =>
            Sample.OfAdjustedRatio(new RatioHistory(after, new Moments(after.Count, 0, 0), 0, 0, 0, 0));

        var plain = Effect.Between(Sample.OfRatio(control), Sample.OfRatio(treatment));
        var adjusted = Effect.Between(Adjusted(control), Adjusted(treatment));

        Assert.Equal(Obstacle.None, plain.Obstacle);
        Assert.Equal(plain.Estimate, adjusted.Estimate, 1e-12);
        Assert.Equal(plain.StandardError, adjusted.StandardError, 1e-12);
    }

    /// <summary>gbstats has no answer here; a guardrail needs one most when nobody converts any more.</summary>
    [Theory]
    [InlineData(DifferenceKind.Relative)]
    [InlineData(DifferenceKind.Absolute)]
    public void A_treatment_in_which_nobody_converts_any_more_is_told(DifferenceKind kind)
    {
        var effect = Effect.Between(Sample.OfProportion(10_000, 500), Sample.OfProportion(10_000, 0), kind);

        var result = SequentialTest.Of(effect, 0.05, Side.Lesser);

        Assert.Equal(Obstacle.None, result.Obstacle);
        Assert.True(result.PValue < 0.001 && result.Interval.Upper < 0, $"{result}");
    }

    [Theory]
    [InlineData(DifferenceKind.Relative)]
    [InlineData(DifferenceKind.Absolute)]
    public void All_here_and_none_there_is_told(DifferenceKind kind)
    {
        FixedTestOf(Sample.OfProportion(200, 200), Sample.OfProportion(200, 0), kind);
        FixedTestOf(Sample.OfMean(new(200, 1000, 5000)), Sample.OfMean(new(200, 1400, 9800)), kind);

        static void FixedTestOf(Sample control, Sample treatment, DifferenceKind kind)
        {
            var result = FixedTest.Of(Effect.Between(control, treatment, kind));
            Assert.Equal(Obstacle.None, result.Obstacle);
            Assert.InRange(result.PValue, 0, 1e-6);
        }
    }

    [Fact]
    public void The_same_of_everybody_in_both_is_no_evidence() => Assert.Equal(
        Obstacle.NoVariance,
        Effect.Between(Sample.OfMean(new(200, 1000, 5000)), Sample.OfMean(new(300, 1500, 7500))).Obstacle);

    [Fact]
    public void Two_subjects_alike_in_a_variation_prove_nothing()
    {
        var control = MomentsTests.Of(Enumerable.Range(0, 1000).Select(n => (n % 2 * 10.0, 0.0)));
        var effect = Effect.Between(Sample.OfMean(control), Sample.OfMean(new Moments(2, 0, 0)));

        Assert.True(FixedTest.Of(effect).PValue > 0.1);
    }

    [Fact]
    public void A_control_of_zero_has_an_absolute_effect_only()
    {
        var (control, treatment) = (Sample.OfProportion(1000, 0), Sample.OfProportion(1000, 50));

        Assert.Equal(Obstacle.NoBaseline, Effect.Between(control, treatment).Obstacle);
        var absolute = Effect.Between(control, treatment, DifferenceKind.Absolute);
        Assert.Equal((0.05, Obstacle.None), (absolute.Estimate, absolute.Obstacle));
        var posterior = BayesianTest.Of(absolute, new GaussianPrior(0, 0.1));
        Assert.Equal((Obstacle.NoBaseline, 0.5), (posterior.Obstacle, posterior.ChanceToBeatControl));
    }

    [Fact]
    public void Samples_of_different_kinds_are_not_compared() => Assert.Throws<ArgumentException>(
        () => Effect.Between(Sample.OfProportion(10, 5), Sample.OfMean(new Moments(10, 5, 5))));

    [Fact]
    public void No_sums_whatever_lead_to_an_answer_that_is_not_a_number() =>
        Gen.Select(_kind, Gen.Select(_moments, _moments), Gen.Select(_moments, _moments), Gen.Bool).Sample(
            (kind, first, second, relative) =>
            {
                var effect = Effect.Between(
                    kind(first.Item1, first.Item2),
                    kind(second.Item1, second.Item2),
                    relative ? DifferenceKind.Relative : DifferenceKind.Absolute);
                Assert.All([Side.Both, Side.Greater, Side.Lesser], side => AssertDefined(effect, side));
                var posterior = BayesianTest.Of(effect, new GaussianPrior(0.1, 0.5));
                Assert.InRange(posterior.ChanceToBeatControl, 0, 1);
                AssertDefined(posterior.Interval, posterior.Estimate);
                Assert.True(posterior.RiskOfShipping >= 0 && posterior.RiskOfKeeping >= 0);
            },
            iter: 20_000);

    private static Gen<(double M, double D, double BeforeM, double BeforeD)[]> Rows => Gen.Select(
        Gen.Double[5, 20], Gen.Double[1, 3], Gen.Double[5, 20], Gen.Double[1, 3]).Array[8, 12];

    private static Sample History((double M, double D, double BeforeM, double BeforeD)[] rows, int sign)
    {
        double Sum(Func<(double M, double D, double BeforeM, double BeforeD), double> product) => rows.Sum(product);
        return Sample.OfAdjustedRatio(new RatioHistory(
            MomentsTests.Of(rows.Select(row => (sign * row.M, row.D))),
            MomentsTests.Of(rows.Select(row => (sign * row.BeforeM, row.BeforeD))),
            Sum(row => row.M * row.BeforeM),
            Sum(row => sign * row.M * row.BeforeD),
            Sum(row => sign * row.D * row.BeforeM),
            Sum(row => row.D * row.BeforeD)));
    }

    private static void AssertDefined(Effect effect, Side side)
    {
        Assert.All([FixedTest.Of(effect, 0.05, side), SequentialTest.Of(effect, 0.05, side)], result =>
        {
            Assert.InRange(result.PValue, 0, 1);
            AssertDefined(result.Interval, result.Estimate);
            Assert.Equal(effect.Obstacle, result.Obstacle);
        });
    }

    private static void AssertDefined(Interval interval, double estimate)
    {
        Assert.True(double.IsFinite(estimate));
        Assert.True(interval.Contains(estimate), $"{interval} around {estimate}");
    }
}
