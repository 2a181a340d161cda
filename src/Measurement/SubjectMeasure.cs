using System.Collections.Immutable;
using System.Numerics;

namespace Actors.Measurement;

/// <summary>What is known of one subject in one experiment? Never changed, only replaced.</summary>
/// <remarks>
/// A function of the set of the subject's events, whatever the order in which they came. Of a subject that was seen in
/// two variations nothing else is kept: it counts for neither.
/// </remarks>
[GenerateSerializer, Immutable, Alias("subject-measure")]
public sealed record SubjectMeasure
{
    /// <summary>Bit i: it was exposed to variation i.</summary>
    [Id(0)] public ulong Seen { get; init; }

    /// <summary>The first exposure; conversions are attributed from here.</summary>
    [Id(1)] public DateTimeOffset Exposed { get; init; }

    /// <summary>Of the first exposure, one for each dimension of the experiment; "" where it had none.</summary>
    [Id(2)] public ImmutableArray<string> Dimensions { get; init; } = [];

    /// <summary>One for each metric of the experiment.</summary>
    [Id(3)] public ImmutableArray<Totals> Metrics { get; init; } = [];

    /// <summary>
    /// Name and version of the client that told the first exposure, for example "js 1.8.0"; "": it has not said; null:
    /// a version of ours that did not ask has kept this.
    /// </summary>
    [Id(4)] public string? Client { get; init; }

    /// <summary>Of the ruleset that decided the first exposure; 0: not said.</summary>
    [Id(5)] public long RulesetVersion { get; init; }

    public bool IsMixed => BitOperations.PopCount(Seen) > 1;

    /// <summary>Of one that is not mixed.</summary>
    public int Variation => BitOperations.TrailingZeroCount(Seen);

    /// <summary>Whether both were first exposed at the same time, and all that is known of it is the same.</summary>
    public bool IsOfSameExposure(SubjectMeasure other) =>
        Exposed == other.Exposed
        && Client == other.Client
        && RulesetVersion == other.RulesetVersion
        && Dimensions.SequenceEqual(other.Dimensions);
}
