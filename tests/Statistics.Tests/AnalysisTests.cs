using System.Collections.Immutable;
using CsCheck;

namespace Actors.Statistics.Tests;

public sealed class AnalysisTests
{
    private static readonly AnalysisSettings _once = new() { SequentialTuning = null };

    /// <summary>The published count of gbstats (test_get_metric_dfs_frequentist) as a whole report.</summary>
    [Fact]
    public void A_report_tells_what_the_tests_say()
    {
        var report = Analysis.Of(Input(Count(MetricPurpose.Primary)), _once);

        var (control, treatment) = (report.Metrics[0].Variations[0], report.Metrics[0].Variations[1]);
        Assert.Equal((100, 270, 2.7), (control.Subjects, control.Sum, control.Value));
        Assert.Null(control.Comparison);
        var comparison = treatment.Comparison!;
        Assert.Equal(-0.074074074, comparison.Relative.Estimate, 9);
        Assert.Equal(0.145219005, comparison.PValue!.Value, 9);
        Assert.Equal(-0.2, comparison.Absolute.Estimate, 9);
        Assert.Equal(Finding.Undecided, comparison.Finding);
        Assert.Null(comparison.ChanceToBeatControl);
        Assert.Empty(report.Guardrails);
    }

    [Fact]
    public void A_sequential_report_is_wider_and_a_Bayesian_one_speaks_of_chances()
    {
        var metric = Count(MetricPurpose.Primary) with { LowerIsBetter = true };
        var sequential = Of(metric, _once with { SequentialTuning = 600 });
        var bayesian = Of(metric, _once with { Engine = Engine.Bayesian, Confidence = 0.9 });

        Assert.Equal(-0.233322085, sequential.Relative.Lower, 9);
        Assert.Equal(0.892332229, sequential.PValue!.Value, 9);
        Assert.Equal((Finding.Better, null), (bayesian.Finding, bayesian.PValue));
        Assert.Equal(1 - 0.071834168, bayesian.ChanceToBeatControl!.Value, 9);
        Assert.Equal(0.001617057, bayesian.RiskOfShipping!.Value, 9);
    }

    [Theory]
    [InlineData(false, Finding.Worse)]
    [InlineData(true, Finding.Better)]
    public void What_is_found_follows_what_is_better(bool lowerIsBetter, Finding finding)
    {
        var fewer = Proportion("m", MetricPurpose.Primary, 1_000, 800) with { LowerIsBetter = lowerIsBetter };

        Assert.Equal(finding, Of(fewer, _once).Finding);
        Assert.Equal(finding, Of(fewer, _once with { Engine = Engine.Bayesian }).Finding);
    }

    /// <summary>0.03 alone is a finding; among four it is none, and its interval grows to say so.</summary>
    [Fact]
    public void Many_questions_weaken_each_answer()
    {
        ImmutableArray<MetricInput> metrics =
            [.. Enumerable.Range(0, 4).Select(n => Proportion($"m{n}", MetricPurpose.Secondary, 1_000, 1_095))];
        var input = Input([.. metrics]);
        var alone = Analysis.Of(input, _once).Metrics[0].Variations[1].Comparison!;
        var holm = _once with { Correction = Correction.Holm };
        var among = Analysis.Of(input, holm).Metrics[0].Variations[1].Comparison!;

        Assert.Equal((Finding.Better, alone.PValue), (alone.Finding, alone.AdjustedPValue));
        Assert.Equal((Finding.Undecided, 4 * alone.PValue), (among.Finding, among.AdjustedPValue));
        Assert.True(among.Relative.Lower < 0 && alone.Relative.Lower > 0);
    }

    [Fact]
    public void Guardrails_are_no_part_of_the_correction_and_are_judged_by_sequences()
    {
        var guardrail = Proportion("errors", MetricPurpose.Guardrail, 1_000, 1_300) with { LowerIsBetter = true };
        var primary = Proportion("orders", MetricPurpose.Primary, 1_000, 1_095);
        var report = Analysis.Of(Input(primary, guardrail), _once with { Correction = Correction.Holm });

        var found = report.Metrics[0].Variations[1].Comparison!;
        Assert.Equal(found.PValue, found.AdjustedPValue);
        Assert.Equal(Finding.Worse, report.Metrics[1].Variations[1].Comparison!.Finding);
        var verdict = Assert.Single(report.Guardrails);
        Assert.Equal(("errors", "b", GuardrailAction.RollBack), (verdict.Metric, verdict.Variation, verdict.Action));
        Assert.Contains("more than is tolerated", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_control_of_nothing_is_told_by_the_absolute_effect()
    {
        var comparison = Of(Proportion("m", MetricPurpose.Primary, 0, 80), _once);

        Assert.Equal(Obstacle.NoBaseline, comparison.Relative.Obstacle);
        Assert.Equal((Obstacle.None, Finding.Better), (comparison.Absolute.Obstacle, comparison.Finding));
        Assert.InRange(comparison.PValue!.Value, 0, 1e-6);
        Assert.Null(comparison.DetectableEffect);
    }

    [Fact]
    public void An_experiment_that_nobody_has_seen_has_a_report()
    {
        var nobody = new MetricInput("m", MetricPurpose.Guardrail, MetricShape.Mean, true, false, [default, default]);
        var report = Analysis.Of(Input(nobody) with { Subjects = [0, 0] }, new AnalysisSettings { Cuped = true });

        var comparison = report.Metrics[0].Variations[1].Comparison!;
        Assert.Equal((Finding.Unknown, null), (comparison.Finding, comparison.PValue));
        Assert.Equal(Obstacle.TooFewSubjects, comparison.Absolute.Obstacle);
        Assert.False(report.SampleRatio.IsAlarm);
        Assert.Equal(GuardrailAction.Hold, report.Guardrails[0].Action);
    }

    [Fact]
    public void Habit_is_taken_away_only_where_it_is_asked_and_known()
    {
        var moments = ImmutableArray.Create(
            new Moments(3001, 300, 600, 210, 415, -20), new Moments(3000, 222, 555, 120, 405, -10));
        var metric = new MetricInput("m", MetricPurpose.Primary, MetricShape.Mean, true, false, moments);
        var cuped = _once with { Cuped = true };

        Assert.Equal(-0.281707154, Of(metric, cuped).Relative.Estimate, 9);
        Assert.Equal(0.003732549, Of(metric, cuped).PValue!.Value, 9);
        Assert.Equal(0, Of(metric, _once).Theta);
        Assert.Equal(0, Of(metric with { HasCovariate = false }, cuped).Theta);
        Assert.Equal(
            Of(metric with { Shape = MetricShape.Ratio }, _once), Of(metric with { Shape = MetricShape.Ratio }, cuped));
    }

    [Fact]
    public void A_broken_split_is_in_the_report_with_its_place()
    {
        var input = Input(Count(MetricPurpose.Primary)) with
        {
            Subjects = [11_000, 10_000],
            Segments = [new("platform", "ios", [3_000, 2_000]), new("platform", "web", [8_000, 8_000])],
        };

        var ratio = Analysis.Of(input, _once).SampleRatio;

        Assert.True(ratio.IsAlarm);
        var cause = ratio.Causes[0];
        Assert.Equal(("platform", "ios", true), (cause.Dimension, cause.Value, cause.Explains));
        Assert.Equal(
            "47.6 % instead of 50 % in b, p below 0.00001; most likely cause: platform ios, all of the excess",
            ratio.Headline);
    }

    [Fact]
    public void After_the_weights_were_changed_only_who_came_since_is_judged()
    {
        var input = Input(Count(MetricPurpose.Primary)) with { Subjects = [9_000, 1_000], Split = [100, 110] };

        var ratio = Analysis.Of(input, _once).SampleRatio;

        Assert.Equal((false, ""), (ratio.IsAlarm, ratio.Headline));
    }

    [Fact]
    public void The_detectable_effect_would_be_found_four_times_out_of_five() =>
        Gen.Select(Gen.Int[100, 100_000], Gen.Bool).Sample((subjects, isSequential) =>
        {
            var settings = isSequential ? new AnalysisSettings() : _once;
            var metric = new MetricInput("m", MetricPurpose.Primary, MetricShape.Proportion, false, false,
                [Moments.OfSuccesses(subjects, subjects / 2), Moments.OfSuccesses(subjects, subjects / 2)]);
            var remaining = new RemainingSample
            {
                Effect = Effect.Between(metric.Of(0, false), metric.Of(1, false)),
                SmallestEffect = Of(metric, settings).DetectableEffect!.Value,
                Rule = new DecisionRule { SequentialTuning = settings.SequentialTuning },
            };
            Assert.Equal(0.8, remaining.PowerAfter(0), 1e-3);
        });

    private static ComparisonReport Of(MetricInput metric, AnalysisSettings settings) =>
        Analysis.Of(Input(metric), settings).Metrics[0].Variations[1].Comparison!;

    private static MetricInput Count(MetricPurpose purpose) => new(
        "count", purpose, MetricShape.Mean, false, false, [new(100, 270, 848.79), new(120, 300, 869)]);

    private static MetricInput Proportion(string key, MetricPurpose purpose, long control, long treatment) => new(
        key, purpose, MetricShape.Proportion, false, false,
        [Moments.OfSuccesses(10_000, control), Moments.OfSuccesses(10_000, treatment)]);

    private static AnalysisInput Input(params ImmutableArray<MetricInput> metrics) => new()
    {
        Variations = ["a", "b"],
        Weights = [0.5, 0.5],
        Subjects = [10_000, 10_000],
        Metrics = metrics,
    };
}
