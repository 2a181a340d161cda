using System.Text.Json.Nodes;
using Actors.Harness;

namespace Actors.Conformance.Vectors;

/// <summary>Which cases of the specification can be expressed as published rules?</summary>
internal static class VectorCases
{
    // Members of an inline experiment that a rule has not, or means something else by.
    private static readonly string[] _inlineOnly =
        ["url", "urlPatterns", "groups", "include", "overrides", "force", "active", "status"];

    // What only the code around an SDK can say.
    private static readonly string[] _contextOnly = ["enabled", "qaMode"];

    public static IReadOnlyList<VectorCase> All { get; } = Read();

    private static List<VectorCase> Read()
    {
        var file = Path.Combine(Checkout.Root, "tests", "Vectors", "growthbook-cases.json");
        var sections = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        List<VectorCase> cases = [];
        foreach (var given in sections["evalCondition"]!.AsArray())
            cases.Add(OfCondition(given!, cases.Count));
        foreach (var given in Expressible(sections, "feature").Concat(Expressible(sections, "contextualBandit")))
            cases.Add(OfFeature(given, cases.Count));
        foreach (var given in Expressible(sections, "run").Where(given => !Has(given[2]!, _inlineOnly)))
            cases.Add(OfRun(given, cases.Count));
        return cases;
    }

    private static IEnumerable<JsonNode> Expressible(JsonObject sections, string section) =>
        sections[section]!.AsArray().Where(given => !Has(given![1]!, _contextOnly)).Select(given => given!);

    private static bool Has(JsonNode holder, string[] members) => members.Any(holder.AsObject().ContainsKey);

    private static VectorCase OfCondition(JsonNode given, int index)
    {
        var names = new VectorNames(index);
        var feature = new JsonObject
        {
            ["defaultValue"] = false,
            ["rules"] = new JsonArray(new JsonObject { ["condition"] = given[1]!.DeepClone(), ["force"] = true }),
        };
        var groups = given.AsArray().Count > 4 ? given[4] : null;
        return new(
            $"evalCondition {index}: {given[0]}",
            new Dictionary<string, JsonObject> { [names.Feature("feature")] = names.Rename(feature, "feature") },
            names.Groups(groups),
            names.Bandits(null),
            names.Feature("feature"),
            new JsonObject { ["attributes"] = given[2]!.DeepClone() },
            given[3]!.GetValue<bool>(),
            null,
            null,
            null);
    }

    private static VectorCase OfFeature(JsonNode given, int index)
    {
        var names = new VectorNames(index);
        var (context, key, result) = (given[1]!, given[2]!.GetValue<string>(), given[3]!);
        return new(
            $"feature {index}: {given[0]}",
            Features(context, names),
            names.Groups(context["savedGroups"]),
            names.Bandits(context["contextualBandits"]),
            names.Feature(key),
            Question(context),
            result["value"]?.DeepClone(),
            result["source"]!.GetValue<string>(),
            result["experiment"],
            result["experimentResult"]);
    }

    private static VectorCase OfRun(JsonNode given, int index)
    {
        var names = new VectorNames(index);
        var (context, experiment) = (given[1]!, given[2]!);
        var isIn = given[4]!.GetValue<bool>();
        var features = Features(context, names);
        features[names.Feature("run")] = names.Rename(
            new JsonObject { ["defaultValue"] = "not in", ["rules"] = new JsonArray(experiment.DeepClone()) }, "run");
        return new(
            $"run {index}: {given[0]}",
            features,
            names.Groups(context["savedGroups"]),
            names.Bandits(null),
            names.Feature("run"),
            Question(context),
            isIn ? given[3]?.DeepClone() : "not in",
            isIn ? "experiment" : "defaultValue",
            null,
            null);
    }

    private static Dictionary<string, JsonObject> Features(JsonNode context, VectorNames names) =>
        (context["features"]?.AsObject() ?? []).ToDictionary(
            feature => names.Feature(feature.Key), feature => names.Rename(feature.Value!.AsObject(), feature.Key));

    private static JsonObject Question(JsonNode context)
    {
        var question = new JsonObject { ["attributes"] = context["attributes"]?.DeepClone() ?? new JsonObject() };
        if (context["forcedVariations"] is { } forced)
            question["forcedVariations"] = forced.DeepClone();
        if (context["url"] is { } url)
            question["url"] = url.DeepClone();
        return question;
    }
}
