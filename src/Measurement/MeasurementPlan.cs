using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>What shall be measured of an experiment? As the experiment tells it, with metrics by name.</summary>
[GenerateSerializer, Immutable, Alias("planned-experiment")]
public sealed record PlannedExperiment
{
    [Id(0)] public required string Experiment { get; init; }

    /// <summary>Of the experiment; orders the news of it.</summary>
    [Id(1)] public required long Revision { get; init; }

    /// <summary>Every phase that is, or was, measured; none: the experiment is measured no longer.</summary>
    [Id(2)] public ImmutableArray<PlannedPhase> Phases { get; init; } = [];

    [Id(3)] public ImmutableArray<PlannedMetric> Metrics { get; init; } = [];

    /// <summary>Names of the dimensions by which sums are kept apart, 0 to 8.</summary>
    [Id(4)] public ImmutableArray<string> Dimensions { get; init; } = ["country", "platform"];
}

/// <summary>One phase of an experiment: as <see cref="MeasuredExperiment"/> has it.</summary>
[GenerateSerializer, Immutable, Alias("planned-phase")]
public sealed record PlannedPhase
{
    [Id(0)] public required string Phase { get; init; }
    [Id(1)] public required string Attribute { get; init; }
    [Id(2)] public required ImmutableArray<string> Variations { get; init; }
    [Id(3)] public required DateTimeOffset Started { get; init; }
    [Id(4)] public DateTimeOffset? Stopped { get; init; }
}

/// <summary>A metric of an experiment, by its key.</summary>
[GenerateSerializer, Immutable, Alias("planned-metric")]
public sealed record PlannedMetric([property: Id(0)] string Key, [property: Id(1)] MetricRole Role);

/// <summary>All metrics of a project.</summary>
/// <param name="Revision">Of the project's metrics; orders the news of them.</param>
[GenerateSerializer, Immutable, Alias("planned-metrics")]
public sealed record PlannedMetrics(
    [property: Id(0)] long Revision,
    [property: Id(1)] ImmutableSortedDictionary<string, MetricDefinition> Definitions);

/// <summary>What is measured in an environment, with every metric as it is defined.</summary>
/// <param name="Version">Moves by one whenever anything is measured otherwise than before.</param>
[GenerateSerializer, Immutable, Alias("measurement-plan")]
public sealed record MeasurementPlan(
    [property: Id(0)] long Version, [property: Id(1)] ImmutableArray<MeasuredExperiment> Experiments);
