using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>What has an author written down about a metric?</summary>
[GenerateSerializer, Immutable, Alias("metric")]
public sealed record Metric
{
    /// <summary>For people.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string Description { get; init; } = "";

    [Id(2)] public string Owner { get; init; } = "";

    [Id(3)] public required MetricDefinition Definition { get; init; }
}

/// <summary>A metric of a project, and what became of it last.</summary>
[GenerateSerializer, Immutable, Alias("defined-metric")]
public sealed record DefinedMetric
{
    [Id(0)] public required string Key { get; init; }

    /// <summary>
    /// Of all metrics of the project together: never the same again for a metric that was deleted and made anew.
    /// </summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>null: it is deleted.</summary>
    [Id(2)] public Metric? Metric { get; init; }

    [Id(3)] public DateTimeOffset CreatedAt { get; init; }

    [Id(4)] public DateTimeOffset ChangedAt { get; init; }

    [Id(5)] public string ChangedBy { get; init; } = "";

    /// <summary>Of the change that made this revision.</summary>
    [Id(6)] public string OperationId { get; init; } = "";
}

/// <summary>All metrics of a project.</summary>
/// <param name="Revision">Of the last change; 0: there was none.</param>
/// <param name="Metrics">By key, ordinal; deleted ones too.</param>
[GenerateSerializer, Immutable, Alias("project-metrics")]
public sealed record ProjectMetrics(
    [property: Id(0)] long Revision, [property: Id(1)] ImmutableSortedDictionary<string, DefinedMetric> Metrics)
{
    public static ProjectMetrics Empty { get; } = new(
        0, ImmutableSortedDictionary.Create<string, DefinedMetric>(StringComparer.Ordinal));

    public IEnumerable<DefinedMetric> Listed => Metrics.Values.Where(metric => metric.Metric is not null);

    /// <summary>What planners are told.</summary>
    public PlannedMetrics Planned() => new(
        Revision,
        Listed.ToImmutableSortedDictionary(
            metric => metric.Key, metric => metric.Metric!.Definition, StringComparer.Ordinal));
}
