namespace Actors.Measurement;

/// <summary>What of a subject's events does a metric count?</summary>
[GenerateSerializer, Alias("metric-kind")]
public enum MetricKind
{
    /// <summary>Whether it happened at all: 0 or 1.</summary>
    Conversion = 0,

    /// <summary>How often it happened.</summary>
    Count = 1,

    /// <summary>The sum of the values, for example revenue.</summary>
    Sum = 2,

    /// <summary>The mean of the subject's own values, for example its waiting time.</summary>
    Mean = 3,

    /// <summary>One quantity over another, each summed over all subjects, for example revenue an order.</summary>
    Ratio = 4,

    /// <summary>Whether it happened within a window some time after the first exposure: 0 or 1.</summary>
    Retention = 5,
}

/// <summary>What is added up above and below the line of a ratio?</summary>
[GenerateSerializer, Alias("quantity")]
public enum Quantity
{
    Value = 0,
    Count = 1,

    /// <summary>1 for a subject with at least one event.</summary>
    Occurrence = 2,
}

/// <summary>What does a metric count, of which events, and within which time?</summary>
[GenerateSerializer, Immutable, Alias("metric-definition")]
public sealed record MetricDefinition
{
    /// <summary>The key of the events that count; of a ratio, above the line.</summary>
    [Id(0)] public required string Event { get; init; }

    [Id(1)] public MetricKind Kind { get; init; }

    /// <summary>Of a ratio: the key of the events below the line.</summary>
    [Id(2)] public string? Denominator { get; init; }

    /// <summary>Of a ratio, above the line.</summary>
    [Id(3)] public Quantity Numerator { get; init; }

    /// <summary>Of a ratio, below the line.</summary>
    [Id(4)] public Quantity Below { get; init; }

    /// <summary>How long after the first exposure the window opens.</summary>
    [Id(5)] public TimeSpan Delay { get; init; }

    /// <summary>How long the window is open; null: until the experiment ends.</summary>
    [Id(6)] public TimeSpan? Window { get; init; }

    /// <summary>
    /// How far before the first exposure the same is counted as the covariate (CUPED); zero: there is none.
    /// </summary>
    [Id(7)] public TimeSpan Lookback { get; init; }

    /// <summary>What a subject counts for at most, millionths; null: what it has.</summary>
    [Id(8)] public long? Cap { get; init; }

    /// <summary>
    /// The share of all subjects, above 0 and below 1, whose greatest is what a subject counts for at most; null: no
    /// such cap. Found to within a hundredth of its value, since it is read from a histogram.
    /// </summary>
    [Id(9)] public double? CapPercentile { get; init; }

    /// <summary>Whether subjects without any are left out when that share is taken.</summary>
    [Id(10)] public bool CapIgnoresZeros { get; init; }

    public bool IsRatio => Kind == MetricKind.Ratio;
}
