using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>What has become of an experiment, by what was counted at <paramref name="At"/>?</summary>
/// <param name="Phase">Subjects drawn anew are a new phase; its results are its own.</param>
/// <param name="Events">Events of the environment that are in the sums.</param>
/// <param name="IsCatchingUp">Some events are durable, but not yet in the sums.</param>
/// <param name="Segments">The largest first, 50 at most; empty where no dimension was asked.</param>
/// <param name="Dimension">What the segments are values of; left out where none was asked.</param>
/// <param name="Drift">Whether clients assign as the server does; left out when it is not known now.</param>
/// <param name="Alarms">Those that are raised; left out where none is.</param>
public sealed record ResultsResponse(
    string Experiment,
    string Environment,
    string Phase,
    DateTimeOffset At,
    long Events,
    bool IsCatchingUp,
    ResultsBody Results,
    IReadOnlyList<SegmentBody> Segments,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Dimension = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DriftBody? Drift = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<AlarmBody>? Alarms = null);

/// <summary>Do clients report the variations that the server computes? Exposures of the last day.</summary>
/// <param name="IsAlarm">One kind of clients does not, for sure, more often than is tolerated.</param>
/// <param name="Clients">Alarms first.</param>
/// <param name="Unchecked">Exposures that could not be computed again.</param>
public sealed record DriftBody(
    bool IsAlarm, IReadOnlyList<DriftClientBody> Clients, IReadOnlyList<UncheckedBody> Unchecked);

/// <param name="Sdk">As exposures name it; empty: they do not, "(others)": more than 50 kinds.</param>
/// <param name="Checked">Exposures that were computed again.</param>
/// <param name="Disagreeing">Those of them with another variation.</param>
/// <param name="PValue">How likely so many would differ, were there just as many as is tolerated.</param>
public sealed record DriftClientBody(
    string Sdk, string Version, long Checked, long Disagreeing, bool IsAlarm, double PValue, string Reason);

/// <param name="Reason">
/// "other-phase", "other-version", "other-attribute", "sticky", "overridden" or "not-by-bucket".
/// </param>
public sealed record UncheckedBody(string Reason, long Count);

/// <param name="Value">Of the dimension; empty: these subjects named none.</param>
public sealed record SegmentBody(string Value, ResultsBody Results);

/// <param name="Mixed">Subjects who were seen in two variations, and count in none.</param>
/// <param name="Guardrails">The gravest first.</param>
public sealed record ResultsBody(
    IReadOnlyList<SubjectsBody> Subjects,
    long Mixed,
    SampleRatioBody SampleRatio,
    IReadOnlyList<MetricResultBody> Metrics,
    IReadOnlyList<GuardrailBody> Guardrails);

public sealed record SubjectsBody(string Variation, long Subjects);

/// <param name="IsAlarm">The split is not as planned: no other figure can be trusted.</param>
/// <param name="Causes">The parts of the traffic in which it is broken, the likeliest first.</param>
/// <param name="Headline">The alarm in one line, with its likeliest cause; empty without one.</param>
public sealed record SampleRatioBody(
    bool IsAlarm, double PValue, string Reason, IReadOnlyList<SampleRatioCauseBody> Causes, string Headline = "");

/// <param name="Dimension">Such as country, or client, ruleset, hour, day or since: of the first exposure.</param>
/// <param name="Counts">Subjects a variation.</param>
/// <param name="Explains">All other subjects are split as planned.</param>
/// <param name="Excess">Which share of the subjects too many, or too few, are here; 0.61 is 61 %.</param>
public sealed record SampleRatioCauseBody(
    string Dimension, string Value, IReadOnlyList<long> Counts, double PValue, bool Explains, double Excess = 0);

/// <param name="Purpose">"primary", "secondary" or "guardrail".</param>
/// <param name="Shape">"mean", "proportion" or "ratio".</param>
public sealed record MetricResultBody(
    string Metric,
    string Purpose,
    string Shape,
    bool LowerIsBetter,
    IReadOnlyList<VariationResultBody> Variations);

/// <param name="Value">The metric as observed; null: beyond what a number can hold, as for the others.</param>
/// <param name="Deviation">The standard deviation of one subject's part.</param>
/// <param name="Comparison">With the control; left out of the control itself.</param>
public sealed record VariationResultBody(
    string Variation,
    long Subjects,
    double? Sum,
    double? Value,
    double? Deviation,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ComparisonBody? Comparison = null);

/// <summary>How does a treatment compare with the control?</summary>
public sealed record ComparisonBody
{
    /// <summary>"better", "worse", "undecided", or "unknown" where there is an obstacle.</summary>
    public required string Finding { get; init; }

    /// <summary>0.05 is 5 % more than the control.</summary>
    public required EffectBody Relative { get; init; }

    /// <summary>In the metric's unit.</summary>
    public required EffectBody Absolute { get; init; }

    /// <summary>Left out by the Bayesian engine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? PValue { get; init; }

    /// <summary>After the correction for several metrics and treatments; the finding follows it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AdjustedPValue { get; init; }

    /// <summary>Left out by the frequentist engine, as are the risks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ChanceToBeatControl { get; init; }

    /// <summary>What shipping loses on average, as a share of the control.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RiskOfShipping { get; init; }

    /// <summary>What keeping the control loses on average, as a share of the control.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RiskOfKeeping { get; init; }

    /// <summary>How much of what subjects did before the exposure was taken away (CUPED); 0: nothing.</summary>
    public double Theta { get; init; }

    /// <summary>The relative effect that so many subjects would show, four times out of five.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? DetectableEffect { get; init; }
}

/// <summary>An effect and everything that is not excluded.</summary>
/// <param name="Lower">null: without bound.</param>
/// <param name="Upper">null: without bound.</param>
/// <param name="Obstacle">Why it is unknown, such as "too-few-subjects"; left out where it is known.</param>
public sealed record EffectBody(
    double Estimate,
    double? Lower,
    double? Upper,
    double StandardError,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Obstacle = null);

/// <param name="Action">"hold", "pause" or "roll-back".</param>
/// <param name="Powered">Harm of the tolerated size would have been found by now, four times out of five.</param>
public sealed record GuardrailBody(
    string Metric, string Variation, string Action, bool Powered, double PValue, string Reason);
