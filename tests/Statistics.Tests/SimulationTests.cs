namespace Actors.Statistics.Tests;

/// <summary>What the tests promise of many experiments, looked at over many experiments.</summary>
public sealed class SimulationTests
{
    private const int Experiments = 10_000;
    private const double Alpha = 0.05;

    /// <summary>Four standard deviations of the share among 10,000 experiments when it is really 5 %.</summary>
    private static readonly double _chance = 4 * Math.Sqrt(Alpha * (1 - Alpha) / Experiments);

    [Fact]
    public void Experiments_without_effect_are_rejected_at_the_nominal_rate()
    {
        var draw = new Simulation(1);
        Sample Variation() => Sample.OfMean(Simulation.Draw(200, () => (20 + draw.Normal(), 0)));

        AssertNominal(() => FixedTest.Of(Effect.Between(Variation(), Variation())).PValue < Alpha);
    }

    [Fact]
    public void Proportions_without_effect_are_rejected_at_the_nominal_rate()
    {
        var draw = new Simulation(2);
        Sample Variation() => Sample.OfProportion(500, Enumerable.Range(0, 500).Count(_ => draw.Chance(0.3)));

        AssertNominal(
            () => FixedTest.Of(Effect.Between(Variation(), Variation(), DifferenceKind.Absolute)).PValue < Alpha);
    }

    [Fact]
    public void Ratios_without_effect_are_rejected_at_the_nominal_rate()
    {
        var draw = new Simulation(3);
        Sample Variation() => Sample.OfRatio(Simulation.Draw(300, () =>
        {
            var visits = 5 + draw.Normal();
            return ((2 * visits) + draw.Normal(), visits);
        }));

        AssertNominal(() => !FixedTest.Of(Effect.Between(Variation(), Variation())).Interval.Contains(0));
    }

    [Fact]
    public void Adjusted_means_without_effect_are_rejected_at_the_nominal_rate()
    {
        var draw = new Simulation(4);
        Sample Variation() => Sample.OfAdjustedMean(Simulation.Draw(200, () => Habit(draw, 0.8)));

        AssertNominal(() => FixedTest.Of(Effect.Between(Variation(), Variation())).PValue < Alpha);
    }

    [Fact]
    public void One_sided_tests_without_effect_are_rejected_at_the_nominal_rate()
    {
        var draw = new Simulation(5);
        Sample Variation() => Sample.OfMean(Simulation.Draw(200, () => (20 + draw.Normal(), 0)));

        AssertNominal(() => FixedTest.Of(Effect.Between(Variation(), Variation()), Alpha, Side.Greater).PValue < Alpha);
    }

    [Fact]
    public void An_interval_covers_a_true_relative_lift_at_the_nominal_rate()
    {
        var draw = new Simulation(6);
        Sample Variation(double mean) => Sample.OfMean(Simulation.Draw(200, () => (mean + draw.Normal(), 0)));

        AssertNominal(() => !FixedTest.Of(Effect.Between(Variation(20), Variation(21))).Interval.Contains(0.05));
    }

    [Fact]
    public void A_posterior_with_the_true_prior_covers_at_the_nominal_rate()
    {
        var draw = new Simulation(7);
        var prior = new GaussianPrior(0.02, 0.0004);
        AssertNominal(() =>
        {
            var lift = prior.Mean + (Math.Sqrt(prior.Variance) * draw.Normal());
            Sample Variation(double mean) => Sample.OfMean(Simulation.Draw(200, () => (mean + draw.Normal(), 0)));
            var effect = Effect.Between(Variation(20), Variation(20 * (1 + lift)));
            return !BayesianTest.Of(effect, prior, Alpha).Interval.Contains(lift);
        });
    }

    /// <summary>Looked at after every pair of subjects: the sequence holds, the fixed test does not.</summary>
    [Fact]
    public void Sequential_intervals_hold_however_often_one_looks()
    {
        var draw = new Simulation(8);
        var (sequentialMissed, fixedMissed, experiments) = (0, 0, 1_000);
        for (var experiment = 0; experiment < experiments; experiment++)
        {
            var (sequential, welch) = Peek(draw, looks: 1_500, tuning: 1_000);
            sequentialMissed += sequential ? 1 : 0;
            fixedMissed += welch ? 1 : 0;
        }

        Assert.InRange(sequentialMissed, 1, experiments * Alpha);
        Assert.True(fixedMissed > experiments * Alpha * 3, $"the fixed test erred {fixedMissed} times only");
    }

    [Fact]
    public void One_sided_sequences_hold_however_often_one_looks()
    {
        var draw = new Simulation(9);
        var missed = Simulation.Share(1_000, () =>
        {
            var (control, treatment) = (default(Moments), default(Moments));
            for (var look = 0; look < 1_000; look++)
            {
                control = control.Plus(5 + draw.Normal());
                treatment = treatment.Plus(5 + draw.Normal());
                var effect = Effect.Between(
                    Sample.OfMean(control), Sample.OfMean(treatment), DifferenceKind.Absolute);
                if (SequentialTest.Of(effect, Alpha, Side.Lesser, tuning: 1_000).Interval.Upper < 0)
                    return true;
            }

            return false;
        });

        Assert.InRange(missed, 0.001, Alpha);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void An_adjustment_never_widens_in_expectation(double habit)
    {
        var draw = new Simulation(10);
        var (plain, adjusted) = (0.0, 0.0);
        for (var experiment = 0; experiment < 2_000; experiment++)
        {
            var control = Simulation.Draw(100, () => Habit(draw, habit));
            var treatment = Simulation.Draw(100, () => Habit(draw, habit) is var (x, y) ? (x + 0.5, y) : default);
            plain += Variance(Sample.OfMean(control), Sample.OfMean(treatment));
            adjusted += Variance(Sample.OfAdjustedMean(control), Sample.OfAdjustedMean(treatment));
        }

        Assert.InRange(adjusted / plain, 0, 1 - (0.9 * habit * habit));
    }

    [Fact]
    public void An_adjusted_ratio_is_narrower_where_habit_counts()
    {
        var draw = new Simulation(11);
        var (control, treatment) = (History(draw), History(draw));

        var plain = Effect.Between(Sample.OfRatio(control.After), Sample.OfRatio(treatment.After));
        var adjusted = Effect.Between(Sample.OfAdjustedRatio(control), Sample.OfAdjustedRatio(treatment));

        Assert.InRange(adjusted.StandardError, 0, 0.8 * plain.StandardError);
        Assert.InRange(FixedTest.Of(adjusted).PValue, 0.001, 1);
    }

    [Fact]
    public void The_planned_power_is_the_share_of_experiments_that_find_the_effect()
    {
        var draw = new Simulation(12);
        var plan = new PowerPlan { Mean = 20, Variance = 1 };
        var power = plan.Power(0.007, 400);
        Sample Variation(double mean) => Sample.OfMean(Simulation.Draw(200, () => (mean + draw.Normal(), 0)));

        var found = Simulation.Share(
            4_000, () => FixedTest.Of(Effect.Between(Variation(20), Variation(20 * 1.007))).PValue < Alpha);

        Assert.InRange(found - power, -4 * Math.Sqrt(0.25 / 4_000), 4 * Math.Sqrt(0.25 / 4_000));
    }

    private static void AssertNominal(Func<bool> rejected) =>
        Assert.InRange(Simulation.Share(Experiments, rejected), Alpha - _chance, Alpha + _chance);

    private static double Variance(Sample control, Sample treatment) =>
        Effect.Between(control, treatment, DifferenceKind.Absolute) is var effect
            ? effect.StandardError * effect.StandardError
            : 0;

    /// <summary>x after and y before, both of variance 1, with the given correlation.</summary>
    private static (double X, double Y) Habit(Simulation draw, double correlation)
    {
        var before = draw.Normal();
        return (10 + (correlation * before) + (Math.Sqrt(1 - (correlation * correlation)) * draw.Normal()), before);
    }

    private static RatioHistory History(Simulation draw)
    {
        RatioHistory? all = null;
        for (var n = 0; n < 500; n++)
        {
            var taste = 0.3 * draw.Normal();
            var (d, b) = (4 + (0.5 * draw.Normal()), 4 + (0.5 * draw.Normal()));
            var (m, a) = ((2 + taste) * d, (2 + taste) * b);
            var (after, before) = (default(Moments).Plus(m + draw.Normal(), d), default(Moments).Plus(a, b));
            var one = new RatioHistory(after, before, after.SumX * a, after.SumX * b, d * a, d * b);
            all = all?.Merge(one) ?? one;
        }

        return all!;
    }

    private static (bool Sequential, bool Fixed) Peek(Simulation draw, int looks, double tuning)
    {
        var (control, treatment, sequential, welch) = (default(Moments), default(Moments), false, false);
        for (var look = 0; look < looks && !sequential; look++)
        {
            control = control.Plus(10 + draw.Normal());
            treatment = treatment.Plus(11 + draw.Normal());
            var effect = Effect.Between(Sample.OfMean(control), Sample.OfMean(treatment));
            sequential = !SequentialTest.Of(effect, Alpha, tuning: tuning).Interval.Contains(0.1);
            welch = welch || (look % 10 == 9 && !FixedTest.Of(effect, Alpha).Interval.Contains(0.1));
        }

        return (sequential, welch);
    }
}
