using System.Collections.Immutable;

namespace Actors.Statistics;

/// <summary>What is a metric for in an experiment?</summary>
public enum MetricPurpose
{
    Primary = 0,
    Secondary = 1,
    Guardrail = 2,
}

/// <summary>What are a metric's x and y?</summary>
public enum MetricShape
{
    /// <summary>x is any number; y, if anything, the covariate.</summary>
    Mean = 0,

    /// <summary>x is 0 or 1, and so is the covariate.</summary>
    Proportion = 1,

    /// <summary>x over y.</summary>
    Ratio = 2,
}

/// <summary>The sums of one metric.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Purpose">What it is for.</param>
/// <param name="Shape">What x and y are.</param>
/// <param name="HasCovariate">y is the same metric before the exposure; of no ratio.</param>
/// <param name="LowerIsBetter">It counts something unwanted.</param>
/// <param name="Variations">In the order of the experiment's; the first is the control.</param>
public sealed record MetricInput(
    string Key,
    MetricPurpose Purpose,
    MetricShape Shape,
    bool HasCovariate,
    bool LowerIsBetter,
    ImmutableArray<Moments> Variations)
{
    /// <summary>The sums as what can be compared.</summary>
    internal Sample Of(int variation, bool adjusted) => (Shape, adjusted && HasCovariate) switch
    {
        (MetricShape.Ratio, _) => Sample.OfRatio(Variations[variation]),
        (MetricShape.Proportion, true) => Sample.OfAdjustedProportion(Variations[variation]),
        (MetricShape.Proportion, false) => Sample.OfProportion(Variations[variation].Count, Variations[variation].SumX),
        (_, true) => Sample.OfAdjustedMean(Variations[variation]),
        _ => Sample.OfMean(Variations[variation]),
    };
}

/// <summary>All that is known of an experiment, or of one segment of its subjects.</summary>
public sealed record AnalysisInput
{
    /// <summary>Keys; the first is the control.</summary>
    public required ImmutableArray<string> Variations { get; init; }

    /// <summary>The planned shares, in any unit.</summary>
    public required ImmutableArray<double> Weights { get; init; }

    /// <summary>Subjects a variation.</summary>
    public required ImmutableArray<long> Subjects { get; init; }

    /// <summary>Subjects who were seen in two variations, and count in none.</summary>
    public long Mixed { get; init; }

    public ImmutableArray<MetricInput> Metrics { get; init; } = [];

    /// <summary>
    /// Subjects a variation whose split is to be as planned, where those are not all: after the weights were changed
    /// only who came since tells anything. Not set: all.
    /// </summary>
    public ImmutableArray<long> Split { get; init; }

    /// <summary>These subjects by dimension, to find the cause of a broken split.</summary>
    public ImmutableArray<Segment> Segments { get; init; } = [];
}
