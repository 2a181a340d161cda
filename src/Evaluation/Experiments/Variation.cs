namespace Actors.Evaluation;

/// <summary>What does one arm of an experiment give, and how is it called?</summary>
internal sealed class Variation
{
    /// <summary>The key of <c>meta</c>, or else the position.</summary>
    public required string Key { get; init; }

    /// <summary>The key of <c>meta</c> alone, by which sticky buckets find it; null when there is none.</summary>
    public string? StickyKey { get; init; }

    /// <summary>Null when there is none.</summary>
    public string? Name { get; init; }

    /// <summary>True of a holdout's arm that leaves the decision to the rules below.</summary>
    public bool IsPassthrough { get; init; }

    public required Outcome Outcome { get; init; }

    /// <summary>What is the same in every result with this variation: members of an object, without braces.</summary>
    public required byte[] ResultMembers { get; init; }
}
