namespace Actors.Evaluation;

/// <summary>What came of one experiment for one subject?</summary>
internal readonly struct Assignment
{
    public required Experiment Experiment { get; init; }

    /// <summary>An index; 0, the control, for who takes no part.</summary>
    public required int VariationIndex { get; init; }

    public required bool IsIn { get; init; }

    /// <summary>True when the bucket decided, or what was remembered of it, rather than a force.</summary>
    public required bool UsedHash { get; init; }

    /// <summary>True when the fallback attribute stood in for the first one.</summary>
    public required bool UsedFallback { get; init; }

    /// <summary>NaN when none was drawn.</summary>
    public required double Bucket { get; init; }

    public required bool UsedSticky { get; init; }

    /// <summary>The bandit's leaf that the subject falls into; null when this is none.</summary>
    public required BanditLeaf? Leaf { get; init; }

    public Variation Variation => Experiment.Variations[VariationIndex];

    public BucketHash Hash => UsedFallback ? Experiment.Fallback! : Experiment.Hash;

    /// <summary>Whether the bandit is shown: only where its weights decided.</summary>
    public bool ShowsLeaf => Leaf is not null && UsedHash && IsIn;
}
