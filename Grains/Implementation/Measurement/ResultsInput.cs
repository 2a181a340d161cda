using System.Collections.Immutable;
using Actors.Experiments;
using Actors.Measurement;
using Actors.Statistics;

namespace Actors.Implementation.Measurement;

/// <summary>What does the analysis take of what an experiment says, and of what was counted?</summary>
internal static class ResultsInput
{
    public static AnalysisSettings Settings(StatisticsSettings statistics) => new()
    {
        Engine = statistics.Engine is StatisticsEngine.Bayesian ? Engine.Bayesian : Engine.Frequentist,
        Confidence = statistics.Confidence,
        SequentialTuning = statistics.SequentialTuning > 0 ? statistics.SequentialTuning : null,
        Cuped = statistics.Cuped,
        Correction = statistics.Correction switch
        {
            MultipleCorrection.Holm => Correction.Holm,
            MultipleCorrection.BenjaminiHochberg => Correction.BenjaminiHochberg,
            _ => Correction.None,
        },
    };

    /// <summary>Of all subjects.</summary>
    /// <param name="weights">The planned shares, by variation.</param>
    /// <param name="splitSince">Since when newcomers are split by them; null: since the start.</param>
    public static AnalysisInput All(ExperimentSums sums, ImmutableArray<int> weights, DateTimeOffset? splitSince) =>
        Of(sums.Of, sums.Variations, Caps(sums), weights) with
        {
            Mixed = sums.Mixed,
            Split = splitSince is { } since ? SplitSegments.CountsSince(sums, since) : default,
            Segments = SplitSegments.Of(sums, splitSince),
        };

    /// <summary>Of some subjects; a percentile caps them where it caps all.</summary>
    public static AnalysisInput Part(ExperimentSums sums, DimensionSums part, ImmutableArray<int> weights) =>
        Of(sums.Of, part.Variations, Caps(sums), weights);

    public static long Subjects(DimensionSums part) => part.Variations.Sum(variation => variation.Subjects);

    private static AnalysisInput Of(
        MeasuredExperiment of,
        ImmutableArray<VariationSums> variations,
        long?[] caps,
        ImmutableArray<int> weights)
    {
        return new AnalysisInput
        {
            Variations = of.Variations,
            Weights = [.. weights.Select(weight => (double)weight)],
            Subjects = [.. Counts(variations)],
            Metrics =
            [
                .. of.Metrics.Select((metric, index) => new MetricInput(
                    metric.Key,
                    (MetricPurpose)metric.Role,
                    Shape(metric.Definition.Kind),
                    !metric.Definition.IsRatio && metric.Definition.Lookback > TimeSpan.Zero,
                    metric.Definition.LowerIsBetter,
                    [.. variations.Select(variation => Moments(variation.Metrics[index].Moments(caps[index])))])),
            ],
        };
    }

    private static MetricShape Shape(MetricKind kind) => kind switch
    {
        MetricKind.Conversion or MetricKind.Retention => MetricShape.Proportion,
        MetricKind.Ratio => MetricShape.Ratio,
        _ => MetricShape.Mean,
    };

    private static Moments Moments(MeasuredMoments sums) =>
        new(sums.Count, sums.SumX, sums.SumXX, sums.SumY, sums.SumYY, sums.SumXY);

    private static long?[] Caps(ExperimentSums sums) =>
    [
        .. sums.Of.Metrics.Select((metric, index) => MetricSums.CapOf(
            metric.Definition, [.. sums.Variations.Select(variation => variation.Metrics[index])])),
    ];

    private static long[] Counts(ImmutableArray<VariationSums> variations) =>
        [.. variations.Select(variation => variation.Subjects)];
}
