using System.Collections.Frozen;

namespace Actors.Evaluation;

/// <summary>Which words of the dialect do we know, and which of them do we not evaluate yet?</summary>
internal static class Dialect
{
    /// <summary>Keys that change who gets a rule, which we do not evaluate yet: the rule is left out.</summary>
    public static readonly FrozenSet<string> LaterRuleKeys = FrozenSet.ToFrozenSet(
        ["variations", "contextualVariations", "parentConditions", "filters", "namespace", "range"]);

    /// <summary>Keys of a rule that we read, and those that mean nothing on a rule with a forced value.</summary>
    public static readonly FrozenSet<string> KnownRuleKeys = FrozenSet.ToFrozenSet(
    [
        "id", "force", "condition", "coverage", "hashAttribute", "hashVersion", "seed",
        "description", "name", "key", "phase", "type", "weights", "ranges", "meta", "tracks", "fallbackAttribute",
        "disableStickyBucketing", "bucketVersion", "minBucketVersion", "contextualBanditRef",
    ]);
}
