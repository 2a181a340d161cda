using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>What has been counted of an experiment so far? Sums of several partitions can be added up.</summary>
[GenerateSerializer, Immutable, Alias("experiment-sums")]
public sealed record ExperimentSums
{
    /// <summary>What was measured: which variations, metrics and dimensions the sums are of.</summary>
    [Id(0)] public required MeasuredExperiment Of { get; init; }

    /// <summary>Subjects that were seen in more than one variation; they are in no sum.</summary>
    [Id(1)] public long Mixed { get; init; }

    /// <summary>One for each variation.</summary>
    [Id(2)] public ImmutableArray<VariationSums> Variations { get; init; } = [];

    /// <summary>The same for the subjects with one value of a dimension; by name and value, ordinal.</summary>
    [Id(3)] public ImmutableArray<DimensionSums> Dimensions { get; init; } = [];

    /// <summary>null: a version of ours kept them that counted no such thing.</summary>
    [Id(4)] public ExposureCounts? Exposures { get; init; }

    public static ExperimentSums Empty(MeasuredExperiment experiment) => new ExperimentTally(experiment).Sums();

    /// <exception cref="ArgumentException">They are of different measurements.</exception>
    public ExperimentSums Plus(ExperimentSums other)
    {
        if (!Of.IsSame(other.Of)) throw new ArgumentException("These are sums of different things.", nameof(other));
        return this with
        {
            Mixed = Mixed + other.Mixed,
            Variations = VariationSums.Plus(Variations, other.Variations),
            Exposures = (Exposures ?? new()).Plus(other.Exposures ?? new()),
            Dimensions =
            [
                .. Dimensions.Concat(other.Dimensions)
                    .GroupBy(sums => (sums.Name, sums.Value))
                    .Select(group => group.Aggregate((one, two) => one.Plus(two)))
                    .OrderBy(sums => sums.Name, StringComparer.Ordinal)
                    .ThenBy(sums => sums.Value, StringComparer.Ordinal),
            ],
        };
    }
}

/// <summary>The sums of one value of a dimension, such as country CH; "" is of subjects that named none.</summary>
[GenerateSerializer, Immutable, Alias("dimension-sums")]
public sealed record DimensionSums(
    [property: Id(0)] string Name,
    [property: Id(1)] string Value,
    [property: Id(2)] ImmutableArray<VariationSums> Variations)
{
    internal DimensionSums Plus(DimensionSums other) =>
        this with { Variations = VariationSums.Plus(Variations, other.Variations) };
}

/// <summary>The sums of one variation.</summary>
/// <param name="Subjects">Exposed to it and to no other.</param>
/// <param name="Metrics">One for each metric of the experiment.</param>
[GenerateSerializer, Immutable, Alias("variation-sums")]
public sealed record VariationSums(
    [property: Id(0)] string Variation,
    [property: Id(1)] long Subjects,
    [property: Id(2)] ImmutableArray<MetricSums> Metrics)
{
    internal static ImmutableArray<VariationSums> Plus(
        ImmutableArray<VariationSums> some, ImmutableArray<VariationSums> others) =>
        [.. some.Zip(others, (one, other) => new VariationSums(
            one.Variation,
            one.Subjects + other.Subjects,
            [.. one.Metrics.Zip(other.Metrics, (metric, second) => metric.Plus(second))]))];
}
