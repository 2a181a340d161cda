using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>Does a case use only what we evaluate so far?</summary>
/// <remarks>
/// The rule, computed from the case alone. A condition is in when none of the operators that stand where the dialect
/// reads an operator is one of <see cref="_laterOperators"/>; an operator that no version of the dialect has is in,
/// because "false" is final for it. A feature case is in when its context has attributes and features only, and every
/// feature and every rule of it has only the keys below, with conditions that are in.
/// </remarks>
internal static class Subset
{
    private static readonly HashSet<string> _laterOperators =
    [
        "$ini", "$nini", "$all", "$alli", "$elemMatch", "$size", "$type", "$regex", "$regexi",
        "$inGroup", "$notInGroup", "$veq", "$vne", "$vgt", "$vgte", "$vlt", "$vlte",
    ];

    private static readonly HashSet<string> _contextKeys = ["attributes", "features"];
    private static readonly HashSet<string> _featureKeys = ["defaultValue", "rules"];
    private static readonly HashSet<string> _ruleKeys =
        ["id", "force", "condition", "coverage", "hashAttribute", "hashVersion", "seed"];

    public static bool HoldsContext(JsonElement context) =>
        HasOnly(context, _contextKeys)
        && (!context.TryGetProperty("features", out var features)
            || features.EnumerateObject().All(feature => HoldsFeature(feature.Value)));

    public static bool HoldsCondition(JsonElement condition) =>
        condition.EnumerateObject().All(entry => entry.Name switch
        {
            "$and" or "$or" or "$nor" => entry.Value.EnumerateArray().All(HoldsCondition),
            "$not" => HoldsCondition(entry.Value),
            _ => HoldsTest(entry.Value),
        });

    private static bool HoldsFeature(JsonElement feature) =>
        HasOnly(feature, _featureKeys)
        && (!feature.TryGetProperty("rules", out var rules) || rules.EnumerateArray().All(HoldsRule));

    private static bool HoldsRule(JsonElement rule) =>
        HasOnly(rule, _ruleKeys)
        && (!rule.TryGetProperty("condition", out var condition) || HoldsCondition(condition));

    private static bool HoldsTest(JsonElement test) =>
        test.ValueKind != JsonValueKind.Object
        || !test.EnumerateObject().All(entry => entry.Name.StartsWith('$'))
        || test.EnumerateObject().All(
            entry => entry.Name == "$not" ? HoldsTest(entry.Value) : !_laterOperators.Contains(entry.Name));

    private static bool HasOnly(JsonElement element, HashSet<string> keys) =>
        element.EnumerateObject().All(member => keys.Contains(member.Name));
}
