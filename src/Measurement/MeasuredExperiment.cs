using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>What is a metric for in an experiment?</summary>
[GenerateSerializer, Alias("metric-role")]
public enum MetricRole
{
    Primary = 0,
    Secondary = 1,
    Guardrail = 2,
}

/// <summary>A metric of an experiment, as it is defined now.</summary>
[GenerateSerializer, Immutable, Alias("measured-metric")]
public sealed record MeasuredMetric(
    [property: Id(0)] string Key, [property: Id(1)] MetricRole Role, [property: Id(2)] MetricDefinition Definition);

/// <summary>Of which exposures and which metrics are sums kept? One phase of one experiment.</summary>
/// <remarks>Exposures and conversions count from <see cref="Started"/> until before <see cref="Stopped"/>.</remarks>
[GenerateSerializer, Immutable, Alias("measured-experiment")]
public sealed record MeasuredExperiment
{
    /// <summary>More than so many cannot be told apart; exposures to others are passed over.</summary>
    public const int MaxVariations = 64;

    [Id(0)] public required string Experiment { get; init; }

    [Id(1)] public required string Phase { get; init; }

    /// <summary>The attribute by which subjects are allocated, for example "id".</summary>
    [Id(2)] public required string Attribute { get; init; }

    /// <summary>By index; the first is the control.</summary>
    [Id(3)] public required ImmutableArray<string> Variations { get; init; }

    [Id(4)] public required DateTimeOffset Started { get; init; }

    /// <summary>null: it runs.</summary>
    [Id(5)] public DateTimeOffset? Stopped { get; init; }

    [Id(6)] public ImmutableArray<MeasuredMetric> Metrics { get; init; } = [];

    /// <summary>Names of the dimensions by which sums are kept apart.</summary>
    [Id(7)] public ImmutableArray<string> Dimensions { get; init; } = ["country", "platform"];

    /// <summary>Written "experiment/phase".</summary>
    public string Key => $"{Experiment}/{Phase}";

    public bool IsOpenAt(DateTimeOffset at) => at >= Started && (Stopped is not { } end || at < end);

    /// <summary>The index of the variation that was seen; null: it is no exposure of this experiment.</summary>
    public int? VariationOf(MeasuredEvent one)
    {
        if (one.Exposure is not { } exposure
            || one.Key != Experiment
            || one.Subject.Attribute != Attribute
            || (exposure.Phase is not null && exposure.Phase != Phase)
            || !IsOpenAt(one.At))
        {
            return null;
        }

        var index = Variations.IndexOf(exposure.Variation);
        return index is >= 0 and < MaxVariations ? index : null;
    }

    /// <summary>Whether the same is measured, however the records came about.</summary>
    public bool IsSame(MeasuredExperiment other) =>
        this with { Variations = other.Variations, Metrics = other.Metrics, Dimensions = other.Dimensions } == other
        && Variations.SequenceEqual(other.Variations)
        && Metrics.SequenceEqual(other.Metrics)
        && Dimensions.SequenceEqual(other.Dimensions);
}
