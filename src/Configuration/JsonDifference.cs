using System.Collections.Immutable;
using System.Text.Json;

namespace Actors.Configuration;

/// <summary>Where do two JSON documents differ?</summary>
public static class JsonDifference
{
    /// <summary>
    /// Every place, in the order of the paths: members by name, ordinal, items by index. Items are compared one by
    /// one, so items that are gone stand last and are to be removed from the end. Objects in which the order of members
    /// is another differ as a whole, since the dialect compares objects in order. Empty if, and only if, both are the
    /// same.
    /// </summary>
    /// <param name="before">Canonical JSON text, or null: there is no document.</param>
    /// <param name="after">The same.</param>
    public static ImmutableArray<Difference> Between(string? before, string? after)
    {
        if (before is null || after is null)
        {
            return before == after ? [] : [new("", before, after)];
        }

        using var left = CanonicalJson.Parse(before);
        using var right = CanonicalJson.Parse(after);
        var found = ImmutableArray.CreateBuilder<Difference>();
        Compare(left.RootElement, right.RootElement, "", found);
        return found.ToImmutable();
    }

    private static void Compare(
        JsonElement before, JsonElement after, string path, ImmutableArray<Difference>.Builder found)
    {
        if (AreBoth(JsonValueKind.Object, before, after) && SameOrder(before, after))
        {
            CompareMembers(before, after, path, found);
        }
        else if (AreBoth(JsonValueKind.Array, before, after))
        {
            CompareItems(before, after, path, found);
        }
        else if (CanonicalJson.Of(before) is var left && CanonicalJson.Of(after) is var right && left != right)
        {
            found.Add(new(path, left, right));
        }
    }

    private static void CompareMembers(
        JsonElement before, JsonElement after, string path, ImmutableArray<Difference>.Builder found)
    {
        var left = before.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        var right = after.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        foreach (var name in left.Keys.Union(right.Keys).Order(StringComparer.Ordinal))
        {
            Compare(Get(left, name), Get(right, name), JsonPointer.To(path, name), found);
        }
    }

    private static void CompareItems(
        JsonElement before, JsonElement after, string path, ImmutableArray<Difference>.Builder found)
    {
        var (left, right) = (before.GetArrayLength(), after.GetArrayLength());
        for (var index = 0; index < Math.Max(left, right); index++)
        {
            Compare(
                index < left ? before[index] : null,
                index < right ? after[index] : null,
                JsonPointer.To(path, index),
                found);
        }
    }

    private static void Compare(
        JsonElement? before, JsonElement? after, string path, ImmutableArray<Difference>.Builder found)
    {
        if (before is { } left && after is { } right)
        {
            Compare(left, right, path, found);
            return;
        }

        found.Add(new(path, Text(before), Text(after)));
    }

    private static bool AreBoth(JsonValueKind kind, JsonElement before, JsonElement after) =>
        before.ValueKind == kind && after.ValueKind == kind;

    private static bool SameOrder(JsonElement before, JsonElement after)
    {
        var left = before.EnumerateObject().Select(member => member.Name).ToList();
        var right = after.EnumerateObject().Select(member => member.Name).ToList();
        return left.Intersect(right).SequenceEqual(right.Intersect(left));
    }

    private static JsonElement? Get(Dictionary<string, JsonElement> members, string name) =>
        members.TryGetValue(name, out var value) ? value : null;

    private static string? Text(JsonElement? value) => value is { } there ? CanonicalJson.Of(there) : null;
}
