using System.Collections.Immutable;
using System.Text.Json;

namespace Actors.Configuration;

/// <summary>Which saved groups do the rules of a feature name?</summary>
public static class GroupReferences
{
    /// <summary>In any environment, also where the feature is off or archived; sorted, distinct.</summary>
    public static ImmutableArray<string> Of(Feature feature)
    {
        var found = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        foreach (var rule in feature.Environments.Values.SelectMany(environment => environment.Rules))
        {
            if (rule.Contains("nGroup\"", StringComparison.Ordinal))
            {
                using var document = CanonicalJson.Parse(rule);
                Collect(document.RootElement, found);
            }
        }

        return [.. found];
    }

    private static void Collect(JsonElement value, ImmutableSortedSet<string>.Builder found)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Collect(item, found);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in value.EnumerateObject())
            {
                Collect(member.Value, found);
                if (member.Name is "$inGroup" or "$notInGroup" && member.Value.ValueKind == JsonValueKind.String)
                {
                    found.Add(member.Value.GetString()!);
                }
            }
        }
    }
}
