using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What is published of a feature when experiments stand among its own rules?</summary>
internal static class Composition
{
    /// <param name="own">What its owners hand over.</param>
    /// <param name="experiments">All of the environment.</param>
    /// <returns>The same when no experiment drives it, or it is not published at all.</returns>
    public static PublishedFeature Of(PublishedFeature own, IEnumerable<ExperimentRules> experiments)
    {
        var placed = Of(own.Key, experiments);
        if (placed.Count == 0 || own.Json is not { } json)
        {
            return own;
        }

        using var document = CanonicalJson.Parse(json);
        var rules = document.RootElement.TryGetProperty("rules", out var there)
            ? there.EnumerateArray().Select(rule => rule.GetRawText()).ToList()
            : [];
        var all = string.Join(',', Among(rules, placed));
        var value = document.RootElement.GetProperty("defaultValue").GetRawText();
        return own with { Json = $"{{\"defaultValue\":{value},\"rules\":[{all}]}}" };
    }

    /// <summary>The keys of the features that either of the two drives, each once.</summary>
    public static ImmutableArray<string> Driven(ExperimentRules? before, ExperimentRules after) =>
        [.. after.Rules.Concat(before?.Rules ?? []).Select(rule => rule.Feature).Distinct(StringComparer.Ordinal)];

    public static bool IsDriven(string feature, IEnumerable<ExperimentRules> experiments) =>
        experiments.Any(experiment => experiment.Rules.Any(rule => rule.Feature == feature));

    /// <summary>Those of one position stand in the order of the experiments' keys.</summary>
    private static List<PlacedRule> Of(string feature, IEnumerable<ExperimentRules> experiments) =>
    [
        .. experiments
            .OrderBy(experiment => experiment.Experiment, StringComparer.Ordinal)
            .SelectMany(experiment => experiment.Rules.Where(rule => rule.Feature == feature))
            .OrderBy(rule => rule.Position),
    ];

    private static IEnumerable<string> Among(List<string> own, List<PlacedRule> placed) =>
        own.Index()
            .SelectMany(rule => placed.Where(one => one.Position == rule.Index).Select(one => one.Json)
                .Append(rule.Item))
            .Concat(placed.Where(one => one.Position >= own.Count).Select(one => one.Json));
}
