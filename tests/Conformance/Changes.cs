using System.Text.Json.Nodes;

namespace Actors.Conformance;

/// <summary>What do the client scripts ask the administration to change while they run?</summary>
internal static class Changes
{
    /// <summary>Everybody gets true of a feature of the project "app", which is false before.</summary>
    public static JsonObject Rules(string feature) => new()
    {
        ["method"] = "PATCH",
        ["path"] = $"/v1/projects/app/features/{feature}",
        ["body"] = JsonNode.Parse("""{"environments":{"production":{"rules":[{"force":true}]}}}"""),
    };
}
