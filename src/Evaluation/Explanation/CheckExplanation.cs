using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Which check was made on the way through a rule, and with which values?</summary>
/// <param name="Check">Which.</param>
/// <param name="Passed">Whether the subject passed.</param>
/// <param name="Detail">One sentence for people.</param>
public sealed record CheckExplanation(Check Check, bool Passed, string Detail)
{
    /// <summary>Where the subject falls, in [0, 1); null where no bucket was drawn, or none could be.</summary>
    public double? Bucket { get; init; }

    /// <summary>Where it must fall: the ranges of a filter, a rollout, a namespace or the variations.</summary>
    public ImmutableArray<BucketRange> Ranges { get; init; } = [];

    /// <summary>The attribute that was hashed; null where none was.</summary>
    public string? HashAttribute { get; init; }

    /// <summary>Of a condition: the attributes that made it hold or fail.</summary>
    public ImmutableArray<ConditionExplanation> Conditions { get; init; } = [];

    /// <summary>Of a prerequisite: how it came to its value; null when that is told further up.</summary>
    public Explanation? Prerequisite { get; init; }
}
