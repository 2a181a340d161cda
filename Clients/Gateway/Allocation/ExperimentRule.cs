using System.Collections.Immutable;
using System.Text.Json;
using Actors.Allocation;
using Actors.Configuration;

namespace Actors.Gateway.Allocation;

/// <summary>Which experiment does a published rule hold, as far as stored allocations go?</summary>
/// <param name="Phase">The dialect's <c>bucketVersion</c>.</param>
/// <param name="Variations">Their keys, in order; the position where there is none.</param>
/// <param name="IsRemembered">
/// Whether what is stored of a subject can change the answer: the rule says in so many words that sticky buckets are
/// not disabled, or names a fallback attribute, which means nothing without them.
/// </param>
internal sealed record ExperimentRule(
    string Experiment,
    int Phase,
    string HashAttribute,
    string? FallbackAttribute,
    ImmutableArray<string> Variations,
    bool IsRemembered)
{
    private const string Disable = "disableStickyBucketing";
    private const string Fallback = "fallbackAttribute";

    /// <summary>By which the engine's sticky documents know what was assigned.</summary>
    public string AssignmentKey { get; } = StickyAssignment.KeyOf(Experiment, Phase);

    /// <summary>Whether a rule of the feature may be remembered; sparing, since it is asked of every feature.</summary>
    public static bool MayBeRemembered(PublishedFeature feature) =>
        feature.Json is { } json
        && (json.Contains($"\"{Disable}\":false", StringComparison.Ordinal)
            || json.Contains($"\"{Fallback}\":", StringComparison.Ordinal));

    /// <summary>Those of a feature, in the order of its rules; none of one that cannot be read.</summary>
    public static ImmutableArray<ExperimentRule> Of(PublishedFeature feature)
    {
        if (feature.Json is null || !feature.Json.Contains("\"variations\":", StringComparison.Ordinal))
            return [];
        using var document = JsonDocument.Parse(feature.Json);
        return document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty("rules", out var rules)
            && rules.ValueKind == JsonValueKind.Array
            ? [.. rules.EnumerateArray().Select(rule => Of(rule, feature.Key)).OfType<ExperimentRule>()]
            : [];
    }

    private static ExperimentRule? Of(JsonElement rule, string feature)
    {
        if (rule.ValueKind != JsonValueKind.Object || Member(rule, "variations", JsonValueKind.Array) is not { } given)
            return null;
        var meta = Member(rule, "meta", JsonValueKind.Array)?.EnumerateArray().ToArray() ?? [];
        var fallback = Text(rule, Fallback);
        var isDisabled = rule.TryGetProperty(Disable, out var disable) && disable.ValueKind != JsonValueKind.False;
        var isEnabled = !isDisabled && disable.ValueKind == JsonValueKind.False;
        return new ExperimentRule(
            Text(rule, "key") ?? feature,
            Member(rule, "bucketVersion", JsonValueKind.Number)?.TryGetInt32(out var phase) == true ? phase : 0,
            Text(rule, "hashAttribute") ?? "id",
            fallback,
            [.. Enumerable.Range(0, given.GetArrayLength()).Select(index => KeyOf(meta, index))],
            isEnabled || (!isDisabled && fallback is not null));
    }

    private static string KeyOf(JsonElement[] meta, int index) =>
        (index < meta.Length && meta[index].ValueKind == JsonValueKind.Object ? Text(meta[index], "key") : null)
        ?? index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string? Text(JsonElement rule, string name) =>
        Member(rule, name, JsonValueKind.String)?.GetString() is { Length: > 0 } text ? text : null;

    private static JsonElement? Member(JsonElement rule, string name, JsonValueKind kind) =>
        rule.TryGetProperty(name, out var member) && member.ValueKind == kind ? member : null;
}
