using System.Collections.Immutable;

namespace Actors.Statistics;

/// <summary>What has become of an experiment, or of one segment of its subjects?</summary>
/// <param name="Variations">Keys and subjects; the first is the control.</param>
/// <param name="Mixed">Subjects who were seen in two variations, and count in none.</param>
/// <param name="SampleRatio">Whether the split can be trusted, and so anything else.</param>
/// <param name="Metrics">In the order of the experiment's.</param>
/// <param name="Guardrails">The gravest first.</param>
[GenerateSerializer, Immutable, Alias("results-report")]
public sealed record ResultsReport(
    [property: Id(0)] ImmutableArray<VariationCount> Variations,
    [property: Id(1)] long Mixed,
    [property: Id(2)] SampleRatioReport SampleRatio,
    [property: Id(3)] ImmutableArray<MetricReport> Metrics,
    [property: Id(4)] ImmutableArray<GuardrailReport> Guardrails);

[GenerateSerializer, Immutable, Alias("variation-count")]
public sealed record VariationCount([property: Id(0)] string Variation, [property: Id(1)] long Subjects);

/// <summary>Whether subjects are split as planned.</summary>
/// <param name="Reason">For a person.</param>
/// <param name="Causes">Where it is broken, the likeliest first.</param>
/// <param name="Headline">The alarm in one line, with its likeliest cause; empty without one.</param>
[GenerateSerializer, Immutable, Alias("sample-ratio-report")]
public sealed record SampleRatioReport(
    [property: Id(0)] bool IsAlarm,
    [property: Id(1)] double PValue,
    [property: Id(2)] string Reason,
    [property: Id(3)] ImmutableArray<SampleRatioPlace> Causes,
    [property: Id(4)] string Headline);

/// <summary>A part of the traffic in which the split is broken.</summary>
/// <param name="Counts">Subjects a variation.</param>
/// <param name="Explains">All others are split as planned.</param>
/// <param name="Excess">Which share of the subjects too many, or too few, are here.</param>
[GenerateSerializer, Immutable, Alias("sample-ratio-place")]
public sealed record SampleRatioPlace(
    [property: Id(0)] string Dimension,
    [property: Id(1)] string Value,
    [property: Id(2)] ImmutableArray<long> Counts,
    [property: Id(3)] double PValue,
    [property: Id(4)] bool Explains,
    [property: Id(5)] double Excess);

/// <summary>One metric in every variation.</summary>
[GenerateSerializer, Immutable, Alias("metric-report")]
public sealed record MetricReport(
    [property: Id(0)] string Metric,
    [property: Id(1)] MetricPurpose Purpose,
    [property: Id(2)] MetricShape Shape,
    [property: Id(3)] bool LowerIsBetter,
    [property: Id(4)] ImmutableArray<VariationReport> Variations);

/// <summary>One metric in one variation.</summary>
/// <param name="Subjects">Who count.</param>
/// <param name="Sum">Σx.</param>
/// <param name="Value">The metric as observed: a mean, a share, a ratio.</param>
/// <param name="Deviation">The standard deviation of one subject's part of it.</param>
/// <param name="Comparison">With the control; null of the control itself.</param>
[GenerateSerializer, Immutable, Alias("variation-report")]
public sealed record VariationReport(
    [property: Id(0)] string Variation,
    [property: Id(1)] long Subjects,
    [property: Id(2)] double Sum,
    [property: Id(3)] double Value,
    [property: Id(4)] double Deviation,
    [property: Id(5)] ComparisonReport? Comparison);

/// <summary>What a guardrail says.</summary>
/// <param name="Powered">Harm of the tolerated size would have been found by now, four times out of five.</param>
/// <param name="Reason">For a person.</param>
[GenerateSerializer, Immutable, Alias("guardrail-report")]
public sealed record GuardrailReport(
    [property: Id(0)] string Metric,
    [property: Id(1)] string Variation,
    [property: Id(2)] GuardrailAction Action,
    [property: Id(3)] bool Powered,
    [property: Id(4)] double PValue,
    [property: Id(5)] string Reason);
