namespace Actors.Evaluation;

/// <summary>Which variation does a subject get? Compiled from a rule, or published on its own.</summary>
public sealed class Experiment
{
    /// <summary>By which tracking, forced variations and sticky buckets know it.</summary>
    public required string Key { get; init; }

    internal required Variation[] Variations { get; init; }

    /// <summary>Where the subject falls; who has no value for its attribute is not included.</summary>
    internal required BucketHash Hash { get; init; }

    /// <summary>Where bucketing is sticky: hashed for who has no value for the first attribute.</summary>
    internal BucketHash? Fallback { get; init; }

    internal required BucketRange[] Ranges { get; init; }

    /// <summary>The first whose condition holds counts; null when this is no contextual bandit.</summary>
    internal BanditLeaf[]? Leaves { get; init; }

    /// <summary>All must hold; an empty list puts the namespace out of force. Null when there are none.</summary>
    internal BucketFilter[]? Filters { get; init; }

    /// <summary>The name of a namespace, and the part of it that takes part; null when there is none.</summary>
    internal ExperimentNamespace? Namespace { get; init; }

    internal Condition? Condition { get; init; }

    internal Prerequisite[]? Prerequisites { get; init; }

    /// <summary>Null when every page will do.</summary>
    internal UrlTarget[]? UrlTargets { get; init; }

    internal bool IsInactive { get; init; }

    internal bool IsStopped { get; init; }

    /// <summary>True when members of a group are asked for: nobody says any more of which groups they are.</summary>
    internal bool NeedsGroup { get; init; }

    /// <summary>A variation that who is included gets whatever the bucket; null when there is none.</summary>
    internal int? Forced { get; init; }

    internal required StickyRules Sticky { get; init; }

    internal required ExperimentJson Json { get; init; }

    /// <summary>Of a redirect: takes the query of the old address along.</summary>
    internal bool PersistsQuery { get; init; }
}
