using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Actors.Population;

/// <summary>What of a context may be kept for a while, so that other rules can be asked of it?</summary>
/// <remarks>
/// What identifies and is hashed is kept, for without it nobody can say who gets what; it stays in memory, and no
/// answer shows it. What else says who somebody is (by its name or its value) is dropped, and so is what is long.
/// </remarks>
public static class ContextCleaning
{
    /// <summary>Bytes of a whole context as UTF-8 JSON.</summary>
    public const int MaxBytes = 4_096;

    public const int MaxAttributes = 100;

    /// <summary>UTF-16 code units of a text that no rule hashes.</summary>
    public const int MaxText = 256;

    /// <summary>Names of attributes that were not kept.</summary>
    public const int MaxRemoved = 16;

    private const int MaxItems = 50;
    private const int MaxDepth = 4;
    private const int LongestName = 64;

    /// <param name="context">Of what is no object nothing is kept.</param>
    /// <param name="isHashed">Whether rules draw buckets by an attribute of this name.</param>
    /// <returns>The JSON object, and the names of attributes that are not in it.</returns>
    /// <exception cref="InvalidOperationException">A text is not valid Unicode.</exception>
    public static (string Context, ImmutableArray<string> Removed) Clean(
        JsonElement context, Func<string, bool> isHashed)
    {
        var kept = new List<string>();
        var removed = new List<string>();
        var room = MaxBytes - 1;
        foreach (var member in context.ValueKind == JsonValueKind.Object ? context.EnumerateObject() : default)
        {
            var name = member.Name;
            var value = name.Length > LongestName ? null : Attribute(name, member.Value, isHashed(name));
            var written = value is null ? "" : $"{JsonSerializer.Serialize(name)}:{value}";
            var size = Encoding.UTF8.GetByteCount(written) + 1;
            if (value is null || kept.Count == MaxAttributes || size > room)
            {
                removed.Add(name.Length <= LongestName ? name : name[..LongestName]);
                continue;
            }

            kept.Add(written);
            room -= size;
        }

        return ($"{{{string.Join(',', kept)}}}", [.. removed.Distinct(StringComparer.Ordinal).Take(MaxRemoved)]);
    }

    private static string? Attribute(string name, JsonElement value, bool isHashed) =>
        isHashed && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.GetRawText()
            : Member(name, value, MaxDepth);

    /// <summary>Null: nothing of it may be kept.</summary>
    private static string? Member(string name, JsonElement value, int depthLeft) =>
        PersonalData.IsName(name) ? null : Value(value, PersonalData.IsIdentifier(name), depthLeft);

    private static string? Value(JsonElement value, bool isIdentifier, int depthLeft) => value.ValueKind switch
    {
        JsonValueKind.String => IsFine(value.GetString()!, isIdentifier) ? value.GetRawText() : null,
        JsonValueKind.Array when depthLeft > 0 => List(value, isIdentifier, depthLeft - 1),
        JsonValueKind.Object when depthLeft > 0 => Object(value, depthLeft - 1),
        JsonValueKind.Array or JsonValueKind.Object => null,
        _ => value.GetRawText(),
    };

    private static bool IsFine(string text, bool isIdentifier) =>
        text.Length <= MaxText && !PersonalData.IsValue(text) && (isIdentifier || !PersonalData.IsToken(text));

    private static string? List(JsonElement list, bool isIdentifier, int depthLeft) =>
        list.GetArrayLength() > MaxItems
            ? null
            : $"[{string.Join(',', list.EnumerateArray()
                .Select(item => Value(item, isIdentifier, depthLeft))
                .OfType<string>())}]";

    private static string? Object(JsonElement value, int depthLeft) =>
        value.GetPropertyCount() > MaxItems
            ? null
            : $"{{{string.Join(',', value.EnumerateObject()
                .Select(member => (member.Name, Json: Member(member.Name, member.Value, depthLeft)))
                .Where(member => member.Json is not null)
                .Select(member => $"{JsonSerializer.Serialize(member.Name)}:{member.Json}"))}}}";
}
