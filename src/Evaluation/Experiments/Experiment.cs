namespace Actors.Evaluation;

/// <summary>Which variation does a subject get? Compiled from a rule, or published on its own.</summary>
internal sealed class Experiment
{
    /// <summary>By which tracking, forced variations and sticky buckets know it.</summary>
    public required string Key { get; init; }

    /// <summary>Of its data, as published; null when there is none.</summary>
    public string? Phase { get; init; }

    public required Variation[] Variations { get; init; }

    /// <summary>Where the subject falls; who has no value for its attribute is not included.</summary>
    public required BucketHash Hash { get; init; }

    /// <summary>Where bucketing is sticky: hashed for who has no value for the first attribute.</summary>
    public BucketHash? Fallback { get; init; }

    public required BucketRange[] Ranges { get; init; }

    /// <summary>The first whose condition holds counts; null when this is no contextual bandit.</summary>
    public BanditLeaf[]? Leaves { get; init; }

    /// <summary>All must hold; an empty list puts the namespace out of force. Null when there are none.</summary>
    public BucketFilter[]? Filters { get; init; }

    /// <summary>The name of a namespace, and the part of it that takes part; null when there is none.</summary>
    public ExperimentNamespace? Namespace { get; init; }

    public Condition? Condition { get; init; }

    public Prerequisite[]? Prerequisites { get; init; }

    /// <summary>Null when every page will do.</summary>
    public UrlTargets? UrlTargets { get; init; }

    public bool IsInactive { get; init; }

    public bool IsStopped { get; init; }

    /// <summary>True when members of a group are asked for: nobody says any more of which groups they are.</summary>
    public bool NeedsGroup { get; init; }

    /// <summary>A variation that who is included gets whatever the bucket; null when there is none.</summary>
    public int? Forced { get; init; }

    public required StickyRules Sticky { get; init; }

    public required ExperimentJson Json { get; init; }

    /// <summary>
    /// Whether somebody may have been given another variation in this phase than the ranges now give.
    /// </summary>
    public bool IsReallocated { get; init; }

    /// <summary>Whether whoever evaluates for others records who was given which variation.</summary>
    public bool IsRecordedByServers { get; init; }

    /// <summary>Null for a rule's experiment.</summary>
    public PageChange? Page { get; init; }
}
