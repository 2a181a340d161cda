using System.Text.Json.Nodes;

namespace Actors.Gateway.Configuration;

/// <summary>What is a document after a JSON merge patch? RFC 7386, section 2; members keep their order.</summary>
internal static class MergePatch
{
    public static JsonObject Apply(JsonObject target, JsonObject patch)
    {
        foreach (var (name, change) in patch)
        {
            if (change is null) target.Remove(name);
            else if (change is JsonObject nested) target[name] = Apply(Detached(target, name), nested);
            else target[name] = change.DeepClone();
        }

        return target;
    }

    // A node has one parent: taken out of the target, it may be put back.
    private static JsonObject Detached(JsonObject target, string name)
    {
        if (target[name] is not JsonObject inner) return [];

        target[name] = null;
        return inner;
    }
}
