using System.Collections.Immutable;

namespace Actors.Statistics;

/// <summary>What is to be said of an experiment, from its settings and its sums?</summary>
public static class Analysis
{
    /// <summary>
    /// Every treatment is compared with the control. A correction covers all primary and secondary metrics of all
    /// treatments that can be compared at all; guardrails are not among them: they share their own α, and are always
    /// judged by a confidence sequence, whatever the settings, since they are watched all the time.
    /// </summary>
    public static ResultsReport Of(AnalysisInput input, AnalysisSettings settings)
    {
        Alpha.Check(settings.Confidence);
        ComparisonReport?[][] comparisons =
        [
            .. input.Metrics.Select(metric => input.Variations
                .Select((_, variation) => variation == 0 ? null : Comparison.Of(metric, variation, settings))
                .ToArray()),
        ];
        if (settings.Engine is Engine.Frequentist)
            Correct(input, comparisons, settings);
        return new ResultsReport(
            [.. input.Variations.Zip(input.Subjects, (variation, subjects) => new VariationCount(variation, subjects))],
            input.Mixed,
            SampleRatioOf(input),
            [.. input.Metrics.Zip(comparisons, (metric, of) => Report(metric, input.Variations, of))],
            Guardrails(input, settings));
    }

    /// <summary>A guardrail without adjustment is corrected by nothing, but its finding is told all the same.</summary>
    private static void Correct(AnalysisInput input, ComparisonReport?[][] comparisons, AnalysisSettings settings)
    {
        var asked = (
            from metric in Enumerable.Range(0, comparisons.Length)
            from variation in Enumerable.Range(0, comparisons[metric].Length)
            where comparisons[metric][variation]?.PValue is not null
            select (Metric: metric, Variation: variation)).ToLookup(
                place => input.Metrics[place.Metric].Purpose is MetricPurpose.Guardrail);
        Set(asked[false], settings);
        Set(asked[true], settings with { Correction = Correction.None });

        void Set(IEnumerable<(int Metric, int Variation)> places, AnalysisSettings by)
        {
            var all = places.ToArray();
            var adjusted = Corrections.Adjust(
                by.Correction, [.. all.Select(place => comparisons[place.Metric][place.Variation]!.PValue!.Value)]);
            foreach (var ((metric, variation), pValue) in all.Zip(adjusted))
            {
                comparisons[metric][variation] = Comparison.Corrected(
                    comparisons[metric][variation]!, pValue, input.Metrics[metric].LowerIsBetter, by);
            }
        }
    }

    private static MetricReport Report(
        MetricInput metric, ImmutableArray<string> variations, ComparisonReport?[] comparisons) => new(
        metric.Key,
        metric.Purpose,
        metric.Shape,
        metric.LowerIsBetter,
        [
            .. variations.Select((variation, index) =>
            {
                var sample = metric.Of(index, adjusted: false);
                return new VariationReport(
                    variation,
                    sample.Count,
                    metric.Variations[index].SumX,
                    sample.Mean,
                    Math.Sqrt(Math.Max(0, sample.Variance)),
                    comparisons[index]);
            }),
        ]);

    private static SampleRatioReport SampleRatioOf(AnalysisInput input)
    {
        var counts = input.Split.IsDefault ? input.Subjects : input.Split;
        var verdict = SampleRatioAlarm.Decide(counts, input.Weights, input.Segments);
        return new SampleRatioReport(
            verdict.IsAlarm,
            verdict.PValue,
            verdict.Reason,
            [
                .. verdict.Causes.Select(cause => new SampleRatioPlace(
                    cause.Segment.Dimension,
                    cause.Segment.Value,
                    [.. cause.Segment.Counts],
                    cause.PValue,
                    cause.Explains,
                    cause.Excess)),
            ],
            verdict.IsAlarm ? Headline(verdict, counts, input) : "");
    }

    private static string Headline(SampleRatioVerdict verdict, ImmutableArray<long> counts, AnalysisInput input)
    {
        var furthest = SplitDeviation.Furthest(counts, input.Weights);
        var split = $"{Wording.Percent(furthest.Observed)} instead of {Wording.Percent(furthest.Planned)} in "
            + $"{input.Variations[furthest.Variation]}, {Wording.PValue(verdict.PValue)}";

        // What all have in common is no cause.
        return verdict.Causes.FirstOrDefault(cause => cause.Segment.Counts.Sum() < counts.Sum()) is { } likeliest
            ? $"{split}; most likely cause: {SampleRatioAlarm.Named(likeliest.Segment)}, "
                + $"{(likeliest.Excess < 0.995 ? Wording.Percent(Math.Max(0, likeliest.Excess)) : "all")} of the excess"
            : $"{split}; about alike in every part of the traffic";
    }

    private static ImmutableArray<GuardrailReport> Guardrails(AnalysisInput input, AnalysisSettings settings)
    {
        GuardrailReading[] readings =
        [
            .. from metric in input.Metrics
               where metric.Purpose is MetricPurpose.Guardrail
               from treatment in Enumerable.Range(1, Math.Max(0, input.Variations.Length - 1))
               select new GuardrailReading(
                   metric.Key,
                   input.Variations[treatment],
                   Effect.Between(
                       metric.Of(0, settings.Cuped), metric.Of(treatment, settings.Cuped), DifferenceKind.Absolute),
                   metric.LowerIsBetter),
        ];
        return
        [
            .. Guardrail.DecideAll(readings, settings.Guardrails).Select(verdict => new GuardrailReport(
                verdict.Reading.Metric,
                verdict.Reading.Variation,
                verdict.Action,
                verdict.Powered,
                verdict.Harm.PValue,
                verdict.Reason)),
        ];
    }
}
