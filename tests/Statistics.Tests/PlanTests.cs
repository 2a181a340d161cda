using CsCheck;

namespace Actors.Statistics.Tests;

public sealed class PlanTests
{
    [Theory]
    [InlineData(null)]
    [InlineData(5_000.0)]
    public void The_days_to_a_power_are_the_first_on_which_it_is_reached(double? tuning)
    {
        var plan = PowerPlan.OfProportion(0.1) with { Rule = new DecisionRule { SequentialTuning = tuning } };

        var days = plan.DaysToPower(0.1, 0.8, 1_000);

        Assert.NotNull(days);
        Assert.True(plan.Power(0.1, 1_000.0 * days.Value) >= 0.8);
        Assert.True(plan.Power(0.1, 1_000.0 * (days.Value - 1)) < 0.8);
    }

    /// <summary>gbstats' test has the same metric powered in the eighth week of 4,500 subjects.</summary>
    [Fact]
    public void Weeks_count_like_days()
    {
        var plan = new PowerPlan { Mean = 0.1, Variance = 0.5, Variations = 3 };
        Assert.Equal(8, plan.DaysToPower(0.3, 0.8, 4_500));
    }

    [Fact]
    public void What_ten_years_do_not_show_has_no_day() =>
        Assert.Null(PowerPlan.OfProportion(0.1).DaysToPower(0.000_01, 0.8, 10));

    [Fact]
    public void Too_few_subjects_have_no_smallest_effect() =>
        Assert.Null(new PowerPlan { Mean = 0.1, Variance = 0.5 }.MinimumDetectableEffect(0.8, 20));

    [Fact]
    public void A_power_no_larger_than_the_risk_is_no_plan() => Assert.Throws<ArgumentOutOfRangeException>(
        () => PowerPlan.OfProportion(0.1).MinimumDetectableEffect(0.05, 1_000));

    [Fact]
    public void The_smallest_effect_is_found_with_just_the_power() =>
        Gen.Select(
            Gen.Double[0.01, 0.9], Gen.Double[0.5, 0.95], Gen.Int[1_000, 1_000_000], Gen.Int[2, 5], Gen.Bool, Gen.Bool)
            .Sample((rate, power, subjects, variations, isAbsolute, isSequential) =>
            {
                var plan = PowerPlan.OfProportion(rate) with
                {
                    Variations = variations,
                    Kind = isAbsolute ? DifferenceKind.Absolute : DifferenceKind.Relative,
                    Rule = new DecisionRule { SequentialTuning = isSequential ? 5_000 : null },
                };
                if (plan.MinimumDetectableEffect(power, subjects) is { } effect)
                    Assert.Equal(power, plan.Power(effect, subjects), 1e-4);
            });

    [Fact]
    public void More_subjects_never_have_less_power() =>
        Gen.Select(Gen.Double[0.01, 0.5], Gen.Int[10, 1_000_000], Gen.Int[10, 1_000_000], Gen.Bool)
            .Sample((effect, one, other, isSequential) =>
            {
                var plan = PowerPlan.OfProportion(0.2) with
                {
                    Rule = new DecisionRule { SequentialTuning = isSequential ? 5_000 : null },
                };
                var (few, many) = (plan.Power(effect, Math.Min(one, other)), plan.Power(effect, Math.Max(one, other)));
                Assert.True(many >= few - 1e-12);
            });

    [Fact]
    public void A_running_experiment_says_how_many_days_are_left()
    {
        var remaining = new RemainingSample
        {
            Effect = Effect.Between(
                Sample.OfMean(new Moments(500, 500, 1500)), Sample.OfMean(new Moments(500, 525, 1551.25))),
            SmallestEffect = 0.05,
        };

        Assert.Equal(26, remaining.DaysFor(0.8, 1_000));
        Assert.Equal(0, (remaining with { SmallestEffect = 1 }).DaysFor(0.8, 1_000));
        Assert.Null((remaining with { SmallestEffect = 1e-9 }).DaysFor(0.8, 1_000));
        Assert.True((remaining with { Goals = 2, Tests = 4 }).DaysFor(0.8, 1_000) > 26);
    }

    [Fact]
    public void What_can_not_be_compared_has_no_power()
    {
        var remaining = new RemainingSample
        {
            Effect = Effect.Between(Sample.OfProportion(0, 0), Sample.OfProportion(0, 0)),
            SmallestEffect = 0.05,
        };

        Assert.Equal(0, remaining.PowerAfter(10));
        Assert.Null(remaining.DaysFor(0.8, 1_000));
    }
}
