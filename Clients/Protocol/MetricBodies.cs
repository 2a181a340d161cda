namespace Actors.Protocol;

/// <summary>What shall a metric be?</summary>
public record MetricBody
{
    /// <summary>As the path says it; may be left out.</summary>
    public string? Key { get; init; }

    /// <summary>For people; the key when left out.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    /// <summary>"conversion", "count", "sum", "mean", "ratio" or "retention".</summary>
    public required string Kind { get; init; }

    /// <summary>The key of the events that count; of a ratio, above the line.</summary>
    public required string Event { get; init; }

    /// <summary>Of a ratio, above the line: "value", "count" or "occurrence"; "value" when left out.</summary>
    public string? Quantity { get; init; }

    /// <summary>Of a ratio: the key of the events below the line.</summary>
    public string? Denominator { get; init; }

    /// <summary>Of a ratio, below the line: as "quantity".</summary>
    public string? DenominatorQuantity { get; init; }

    /// <summary>How long after the first exposure the window opens; 0 when left out.</summary>
    public double? DelaySeconds { get; init; }

    /// <summary>How long it is open; until the experiment ends when left out.</summary>
    public double? WindowSeconds { get; init; }

    /// <summary>How far before the first exposure the same is counted for CUPED, at most 14 days; 0: not.</summary>
    public double? LookbackSeconds { get; init; }

    /// <summary>What a subject counts for at most.</summary>
    public double? Cap { get; init; }

    /// <summary>The share of subjects, above 0 and below 1, beyond whose greatest none counts for more.</summary>
    public double? CapPercentile { get; init; }

    /// <summary>Whether subjects without any are left out when that share is taken.</summary>
    public bool? CapIgnoresZeros { get; init; }

    /// <summary>Whether it counts something unwanted, such as errors; not when left out.</summary>
    public bool? LowerIsBetter { get; init; }
}

/// <summary>What is a metric now?</summary>
public sealed record MetricResponse : MetricBody
{
    /// <summary>Its ETag without the quotes.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }
}

/// <summary>Which metrics has a project? By key.</summary>
public sealed record MetricList(IReadOnlyList<MetricResponse> Metrics);
