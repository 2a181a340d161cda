using System.Collections.Frozen;

namespace Actors.Evaluation;

/// <summary>Which words does the dialect have for a rule?</summary>
internal static class Dialect
{
    /// <summary>What we read, and what only people and consoles read.</summary>
    public static readonly FrozenSet<string> RuleKeys = FrozenSet.ToFrozenSet(
    [
        "id", "force", "condition", "parentConditions", "coverage", "range", "filters", "namespace",
        "hashAttribute", "fallbackAttribute", "hashVersion", "seed", "key", "variations", "weights", "ranges", "meta",
        "disableStickyBucketing", "bucketVersion", "minBucketVersion", "contextualVariations", "contextualBanditRef",
        "tracks", "name", "phase", "description", "type", "banditVersion", "reallocated", "serverExposures",
    ]);
}
