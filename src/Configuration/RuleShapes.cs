using System.Collections.Immutable;
using System.Text.Json;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>Has a part of a rule the form that the GrowthBook dialect gives it? Notes where it has not.</summary>
internal sealed class RuleShapes(ImmutableArray<Problem>.Builder problems)
{
    public void Note(string path, string message) => problems.Add(new(path, "rule-invalid", message));

    public bool Object(JsonElement value, string path) =>
        Holds(value.ValueKind == JsonValueKind.Object, path, "an object");

    public bool Text(JsonElement value, string path) =>
        Holds(value.ValueKind == JsonValueKind.String, path, "a text");

    public bool Flag(JsonElement value, string path) =>
        Holds(value.ValueKind is JsonValueKind.True or JsonValueKind.False, path, "true or false");

    public bool Whole(JsonElement value, string path) =>
        Holds(IsNumber(value) && value.GetDouble() is >= 0 and <= int.MaxValue and var number
            && double.IsInteger(number), path, "a whole number, 0 or more");

    public bool Fraction(JsonElement value, string path) => Holds(IsFraction(value), path, "a number from 0 to 1");

    public bool HashVersion(JsonElement value, string path) =>
        Holds(IsNumber(value) && value.GetDouble() is 1 or 2, path, "1 or 2");

    /// <summary>From (inclusive) and to (exclusive), both of 0 to 1.</summary>
    public void Range(JsonElement value, string path) =>
        Holds(
            value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 2 && IsSpan(value[0], value[1]),
            path,
            "two numbers from 0 to 1, the second not below the first");

    /// <summary>Its name, from and to.</summary>
    public void Namespace(JsonElement value, string path) =>
        Holds(
            value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 3
            && value[0].ValueKind == JsonValueKind.String && IsSpan(value[1], value[2]),
            path,
            "a text and two numbers from 0 to 1, the second not below the first");

    /// <summary>How many there are; null: it is no array.</summary>
    public int? Weights(JsonElement value, string path)
    {
        var count = Each(value, path, (weight, at) => Fraction(weight, at));
        if (count is not null && value.EnumerateArray().All(IsFraction)
            && value.EnumerateArray().Sum(weight => weight.GetDouble()) is < 0.99 or > 1.01)
        {
            // The bounds of the SDKs: beyond them they take no notice of weights and give each variation the same.
            Note(path, "Weights add up to 1.");
        }

        return count;
    }

    /// <summary>Checks every item; answers how many there are, null: it is no array.</summary>
    public int? Each(JsonElement value, string path, Action<JsonElement, string> check)
    {
        if (!Holds(value.ValueKind == JsonValueKind.Array, path, "an array"))
        {
            return null;
        }

        foreach (var (index, item) in value.EnumerateArray().Index())
        {
            check(item, JsonPointer.To(path, index));
        }

        return value.GetArrayLength();
    }

    public void Meta(JsonElement meta, string path) =>
        Members(meta, path, [], ("key", Text), ("name", Text), ("passthrough", Flag));

    public void Filter(JsonElement filter, string path) => Members(
        filter,
        path,
        ["seed", "ranges"],
        ("seed", Text),
        ("attribute", Text),
        ("hashVersion", HashVersion),
        ("ranges", (ranges, at) => Each(ranges, at, Range) is not null));

    public void UrlPattern(JsonElement pattern, string path) => Members(
        pattern,
        path,
        ["type", "pattern"],
        ("include", Flag),
        ("type", (type, at) => Holds(
            type.ValueKind == JsonValueKind.String && type.GetString() is "regex" or "simple", at,
            "\"simple\" or \"regex\"")),
        ("pattern", Text));

    /// <summary>An exposure that is told of when the rule applies.</summary>
    public void Track(JsonElement track, string path) =>
        Members(track, path, ["experiment", "result"], ("experiment", Object), ("result", Object));

    public void Parent(JsonElement parent, string path) => Members(
        parent, path, ["id", "condition"], ("id", Text), ("condition", Object), ("gate", Flag));

    /// <summary>Members that are not listed are not judged.</summary>
    public void Members(
        JsonElement value,
        string path,
        string[] needed,
        params (string Name, Func<JsonElement, string, bool> Check)[] known)
    {
        if (!Object(value, path))
        {
            return;
        }

        foreach (var name in needed.Where(name => !value.TryGetProperty(name, out _)))
        {
            Note(JsonPointer.To(path, name), $"'{name}' is required here.");
        }

        foreach (var (name, check) in known)
        {
            if (value.TryGetProperty(name, out var member))
            {
                check(member, JsonPointer.To(path, name));
            }
        }
    }

    private bool Holds(bool holds, string path, string what)
    {
        if (!holds)
        {
            Note(path, $"This must be {what}.");
        }

        return holds;
    }

    private static bool IsNumber(JsonElement value) => value.ValueKind == JsonValueKind.Number;

    private static bool IsFraction(JsonElement value) => IsNumber(value) && value.GetDouble() is >= 0 and <= 1;

    private static bool IsSpan(JsonElement from, JsonElement to) =>
        IsFraction(from) && IsFraction(to) && from.GetDouble() <= to.GetDouble();
}
