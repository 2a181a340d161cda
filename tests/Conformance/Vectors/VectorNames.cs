using System.Text.Json;
using System.Text.Json.Nodes;

namespace Actors.Conformance.Vectors;

/// <summary>What are the features and groups of a case called, when all cases share one environment?</summary>
/// <remarks>
/// Where the dialect takes a feature's key for a seed or an experiment's key, the original is written down as such.
/// </remarks>
internal sealed class VectorNames(int index)
{
    private readonly Dictionary<string, string> _features = [];
    private readonly Dictionary<string, string> _groups = [];
    private readonly Dictionary<string, string> _bandits = [];

    public string Feature(string original) => Name(_features, original, "f");

    public IReadOnlyDictionary<string, JsonArray> Groups(JsonNode? groups) =>
        (groups?.AsObject() ?? []).ToDictionary(
            group => Name(_groups, group.Key, "g"), group => group.Value!.DeepClone().AsArray());

    public IReadOnlyDictionary<string, JsonNode> Bandits(JsonNode? bandits) =>
        (bandits?.AsObject() ?? []).ToDictionary(
            bandit => Name(_bandits, bandit.Key, "b"), bandit => bandit.Value!.DeepClone());

    public JsonObject Rename(JsonObject feature, string key)
    {
        var renamed = feature.DeepClone().AsObject();
        renamed["defaultValue"] ??= null;
        foreach (var rule in renamed["rules"]?.AsArray() ?? [])
        {
            var members = rule!.AsObject();
            if (members.ContainsKey("variations") || members.ContainsKey("contextualVariations"))
                members.TryAdd("key", key);
            else if (members.ContainsKey("force"))
                members.TryAdd("seed", key);
            if (members["contextualBanditRef"] is { } bandit)
                members["contextualBanditRef"] = Name(_bandits, bandit.GetValue<string>(), "b");
            foreach (var parent in members["parentConditions"]?.AsArray() ?? [])
                parent!["id"] = Feature(parent["id"]!.GetValue<string>());
        }

        RenameGroups(renamed);
        return renamed;
    }

    private void RenameGroups(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
                RenameGroups(item);
        }
        else if (node is JsonObject members)
        {
            foreach (var (name, value) in members.ToList())
            {
                if (name is "$inGroup" or "$notInGroup" && value?.GetValueKind() == JsonValueKind.String)
                    members[name] = Name(_groups, value.GetValue<string>(), "g");
                else
                    RenameGroups(value);
            }
        }
    }

    private string Name(Dictionary<string, string> known, string original, string letter)
    {
        if (!known.TryGetValue(original, out var name))
            known[original] = name = $"{letter}{index}-{known.Count}";
        return name;
    }
}
