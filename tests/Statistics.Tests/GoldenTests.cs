using System.Text.Json;

namespace Actors.Statistics.Tests;

/// <summary>What gbstats publishes of itself is what we answer, to the last printed digit.</summary>
public sealed class GoldenTests
{
    public static TheoryData<string, string> Frequentist => GoldenCases.Rows("frequentist");

    public static TheoryData<string, string> Bayesian => GoldenCases.Rows("bayesian");

    public static TheoryData<string, string> SampleRatios => GoldenCases.Rows("sampleRatio");

    public static TheoryData<string, string> CorrectionRows => GoldenCases.Rows("corrections");

    public static TheoryData<string, string> AdjustedIntervals => GoldenCases.Rows("adjustedIntervals");

    public static TheoryData<string, string> Powers => GoldenCases.Rows("power");

    public static TheoryData<string, string> Risks => GoldenCases.Rows("risk");

    public static TheoryData<string, string> Remaining => GoldenCases.Rows("remainingSample");

    [Theory]
    [MemberData(nameof(Frequentist))]
    public void A_frequentist_test_answers_as_published(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        var effect = GoldenCases.Effect(row);
        var side = Enum.Parse<Side>(GoldenCases.Text(row, "side") ?? "Both", ignoreCase: true);
        var result = GoldenCases.Text(row, "test") is "sequential"
            ? SequentialTest.Of(effect, 0.05, side, GoldenCases.Number(row, "tuning") ?? 5000)
            : FixedTest.Of(effect, 0.05, side);

        GoldenCases.Same(row, "estimate", result.Estimate);
        GoldenCases.Same(row, "lower", result.Interval.Lower);
        GoldenCases.Same(row, "upper", result.Interval.Upper);
        GoldenCases.Same(row, "pValue", result.PValue);
        GoldenCases.Same(row, "standardError", result.StandardError);
        Assert.Equal(GoldenCases.Text(row, "obstacle") ?? "None", result.Obstacle.ToString());
    }

    [Theory]
    [MemberData(nameof(Bayesian))]
    public void A_posterior_is_as_published(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        var posterior = BayesianTest.Of(
            GoldenCases.Effect(row), GoldenCases.Prior(row), 0.05, row.TryGetProperty("lowerIsBetter", out _));

        GoldenCases.Same(row, "estimate", posterior.Estimate);
        GoldenCases.Same(row, "lower", posterior.Interval.Lower);
        GoldenCases.Same(row, "upper", posterior.Interval.Upper);
        GoldenCases.Same(row, "standardDeviation", posterior.StandardDeviation);
        GoldenCases.Same(row, "chance", posterior.ChanceToBeatControl);
        GoldenCases.Same(row, "riskOfKeeping", posterior.RiskOfKeeping);
        GoldenCases.Same(row, "riskOfShipping", posterior.RiskOfShipping);
        Assert.Equal(GoldenCases.Text(row, "obstacle") ?? "None", posterior.Obstacle.ToString());
    }

    [Theory]
    [MemberData(nameof(Risks))]
    public void A_risk_is_as_published_however_sure(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        var (mean, deviation) = (row.GetProperty("mean").GetDouble(), row.GetProperty("deviation").GetDouble());

        GoldenCases.Close(row.GetProperty("keeping").GetDouble(), BayesianTest.Expected(mean, deviation), 10);
        GoldenCases.Close(row.GetProperty("shipping").GetDouble(), BayesianTest.Expected(-mean, deviation), 10);
    }

    [Theory]
    [MemberData(nameof(SampleRatios))]
    public void A_sample_ratio_is_judged_as_published(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        long[] counts = [.. GoldenCases.Numbers(row, "counts").Select(count => (long)count)];

        var pValue = SampleRatio.PValue(counts, GoldenCases.Numbers(row, "weights"));

        GoldenCases.Close(row.GetProperty("pValue").GetDouble(), pValue, 9);
    }

    [Theory]
    [MemberData(nameof(CorrectionRows))]
    public void Several_p_values_are_corrected_as_published(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        var correction = GoldenCases.Text(row, "method") is "holm" ? Correction.Holm : Correction.BenjaminiHochberg;

        var adjusted = Corrections.Adjust(correction, GoldenCases.Numbers(row, "pValues"));

        Assert.Equal(GoldenCases.Numbers(row, "adjusted"), adjusted.Select(value => Math.Round(value, 8)));
    }

    [Theory]
    [MemberData(nameof(AdjustedIntervals))]
    public void An_interval_follows_the_corrected_p_value_as_published(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        double Of(string part) => row.GetProperty(part).GetDouble();

        var wider = Corrections.Widen(
            new Interval(0.05, 0.15), Of("estimate"), Of("adjustedPValue"), Of("alpha"));

        GoldenCases.Close(Of("lower"), wider.Lower, 8);
        GoldenCases.Close(Of("upper"), wider.Upper, 8);
    }

    /// <summary>gbstats looks for a Bayesian effect on a grid of 0.00001, and answers the first that will do.</summary>
    [Theory]
    [MemberData(nameof(Powers))]
    public void Power_and_the_smallest_effect_are_as_published(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        double Of(string part) => row.GetProperty(part).GetDouble();
        var prior = GoldenCases.Prior(row);
        var plan = new PowerPlan
        {
            Mean = Of("mean"),
            Variance = Of("variance"),
            Variations = row.GetProperty("variations").GetInt32(),
            Kind = GoldenCases.Kind(row),
            Rule = new DecisionRule { SequentialTuning = GoldenCases.Number(row, "tuning"), Prior = prior },
        };

        var power = plan.Power(Of("effect"), Of("subjects"));
        GoldenCases.Close(Of("power"), power, (int)(GoldenCases.Number(row, "powerDigits") ?? 5));
        var smallest = plan.MinimumDetectableEffect(0.8, Of("subjects"));
        Assert.NotNull(smallest);
        if (prior is null)
            GoldenCases.Close(Of("mde"), smallest.Value, 5);
        else
            Assert.InRange(Of("mde") - smallest.Value, -0.000005, 0.000015);
    }

    [Theory]
    [MemberData(nameof(Remaining))]
    public void What_a_running_experiment_still_needs_is_as_published(string name, string text)
    {
        _ = name;
        var row = JsonElement.Parse(text);
        foreach (var expected in row.GetProperty("growth").EnumerateArray())
        {
            var remaining = new RemainingSample
            {
                Effect = GoldenCases.Effect(row),
                SmallestEffect = row.GetProperty("effect").GetDouble(),
                Rule = new DecisionRule
                {
                    SequentialTuning = GoldenCases.Number(expected, "tuning"),
                    Prior = GoldenCases.Prior(expected),
                },
            };

            var growth = remaining.GrowthFor(0.8);
            Assert.NotNull(growth);
            Assert.Equal(expected.GetProperty("growth").GetDouble(), growth.Value, 4);
            Assert.Equal(0.8, remaining.PowerAfter(growth.Value), 4);
        }
    }
}
