using System.Text.Json;
using Actors.Contracts.Measurement;
using Actors.Gateway.Experiments;
using Actors.Protocol;
using Actors.Statistics;

namespace Actors.Gateway.Measurement;

/// <summary>How are results told over HTTP? JSON has no infinity: an end without bound is null.</summary>
internal static class ResultsAnswer
{
    public static ResultsResponse Of(ExperimentResults results) => new(
        results.Experiment,
        results.Environment,
        results.Phase,
        results.At,
        results.Events,
        results.IsCatchingUp,
        Of(results.Report),
        [.. results.Segments.Select(segment => new SegmentBody(segment.Value, Of(segment.Report)))],
        results.Dimension,
        results.Drift is { } drift ? Of(drift) : null,
        results.Alarms.IsDefaultOrEmpty ? null : [.. results.Alarms.Select(AlarmBodies.Of)]);

    private static DriftBody Of(DriftSummary drift) => new(
        drift.IsAlarm,
        [
            .. drift.Clients.Select(client => new DriftClientBody(
                client.Tally.Sdk,
                client.Tally.Version,
                client.Tally.Checked,
                client.Tally.Disagreeing,
                client.IsAlarm,
                client.PValue,
                client.Reason)),
        ],
        [.. drift.Unchecked.Select(one => new UncheckedBody(one.Reason, one.Count))]);

    private static ResultsBody Of(ResultsReport report) => new(
        [.. report.Variations.Select(variation => new SubjectsBody(variation.Variation, variation.Subjects))],
        report.Mixed,
        new SampleRatioBody(
            report.SampleRatio.IsAlarm,
            report.SampleRatio.PValue,
            report.SampleRatio.Reason,
            [
                .. report.SampleRatio.Causes.Select(cause => new SampleRatioCauseBody(
                    cause.Dimension, cause.Value, cause.Counts, cause.PValue, cause.Explains, cause.Excess)),
            ],
            report.SampleRatio.Headline ?? ""),
        [.. report.Metrics.Select(Of)],
        [
            .. report.Guardrails.Select(guardrail => new GuardrailBody(
                guardrail.Metric,
                guardrail.Variation,
                Word(guardrail.Action),
                guardrail.Powered,
                guardrail.PValue,
                guardrail.Reason)),
        ]);

    private static MetricResultBody Of(MetricReport metric) => new(
        metric.Metric,
        Word(metric.Purpose),
        Word(metric.Shape),
        metric.LowerIsBetter,
        [
            .. metric.Variations.Select(variation => new VariationResultBody(
                variation.Variation,
                variation.Subjects,
                Number(variation.Sum),
                Number(variation.Value),
                Number(variation.Deviation),
                variation.Comparison is { } comparison ? Of(comparison) : null)),
        ]);

    private static ComparisonBody Of(ComparisonReport comparison) => new()
    {
        Finding = Word(comparison.Finding),
        Relative = Of(comparison.Relative),
        Absolute = Of(comparison.Absolute),
        PValue = comparison.PValue,
        AdjustedPValue = comparison.AdjustedPValue,
        ChanceToBeatControl = comparison.ChanceToBeatControl,
        RiskOfShipping = comparison.RiskOfShipping,
        RiskOfKeeping = comparison.RiskOfKeeping,
        Theta = comparison.Theta,
        DetectableEffect = comparison.DetectableEffect,
    };

    private static EffectBody Of(EffectReport effect) => new(
        effect.Estimate,
        Number(effect.Lower),
        Number(effect.Upper),
        effect.StandardError,
        effect.Obstacle is Obstacle.None ? null : Word(effect.Obstacle));

    private static double? Number(double value) => double.IsFinite(value) ? value : null;

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
