using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Which parts of an experiment's JSON can be written beforehand?</summary>
/// <param name="element">The rule, or the experiment on its own.</param>
/// <param name="key">The experiment's key.</param>
/// <param name="variationsKey">The member that holds the variations.</param>
internal sealed class ExperimentJsonCompiler(JsonElement element, string key, string variationsKey)
{
    // What a rule's experiment takes over when it is truthy, in JavaScript's order.
    private static readonly string[] _fromRule =
    [
        "coverage", "hashAttribute", "fallbackAttribute", "disableStickyBucketing", "bucketVersion",
        "minBucketVersion", "namespace", "meta", "ranges", "name", "phase", "seed", "hashVersion", "filters",
    ];

    // Taken over whatever their value is.
    private static readonly string[] _evenWhenFalsy = ["coverage", "bucketVersion", "minBucketVersion"];

    private static readonly string[] _apart = ["key", "variations", "weights", "condition"];

    public string Key => key;

    public JsonElement[] Variations { get; } =
        element.TryGetProperty(variationsKey, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray()]
            : [];

    public int Count => Variations.Length;

    /// <summary>The members of a result that only the variation decides on, without braces.</summary>
    public static byte[] ResultMembers(
        string key, string? featureId, int index, JsonElement value, string? name, bool isPassthrough) =>
        OutcomeCompiler.Encode(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("key"u8, key);
            writer.WriteString("featureId"u8, featureId);
            writer.WriteNumber("variationId"u8, index);
            writer.WritePropertyName("value"u8);
            value.WriteTo(writer);
            if (name is not null)
                writer.WriteString("name"u8, name);
            if (isPassthrough)
                writer.WriteBoolean("passthrough"u8, true);
            writer.WriteEndObject();
        })[1..^1];

    public ExperimentJson OfRule() => Compile([.. element.EnumerateObject().Where(IsTakenOver)]);

    public ExperimentJson Alone() =>
        Compile([.. element.EnumerateObject().Where(member => !_apart.Contains(member.Name))]);

    private static bool IsTakenOver(JsonProperty member) =>
        _fromRule.Contains(member.Name) && (IsTruthy(member.Value) || _evenWhenFalsy.Contains(member.Name));

    private static bool IsTruthy(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => false,
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => !value.ValueEquals(""u8),
        _ => true,
    };

    private ExperimentJson Compile(JsonProperty[] members) => new()
    {
        Variations = OutcomeCompiler.Encode(writer => WriteVariations(writer, only: null)),
        ScrubbedVariations =
        [
            .. Enumerable.Range(0, Count).Select(
                only => OutcomeCompiler.Encode(writer => WriteVariations(writer, only))),
        ],
        Members = [.. ","u8, .. OutcomeCompiler.Encode(writer => WriteMembers(writer, members))[1..^1]],
        Weights = Apart("weights"),
        Condition = Apart("condition"),
    };

    private void WriteVariations(Utf8JsonWriter writer, int? only)
    {
        writer.WriteStartArray();
        for (var i = 0; i < Count; i++)
        {
            if (only is null || only == i)
            {
                Variations[i].WriteTo(writer);
                continue;
            }
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private void WriteMembers(Utf8JsonWriter writer, JsonProperty[] members)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, key);
        foreach (var member in members)
            member.WriteTo(writer);
        writer.WriteEndObject();
    }

    private byte[] Apart(string name) => element.TryGetProperty(name, out var value) && IsTruthy(value)
        ? [.. ","u8, .. OutcomeCompiler.Encode(writer => WriteMember(writer, name, value)).AsSpan()[1..^1]]
        : [];

    private static void WriteMember(Utf8JsonWriter writer, string name, JsonElement value)
    {
        writer.WriteStartObject();
        writer.WritePropertyName(name);
        value.WriteTo(writer);
        writer.WriteEndObject();
    }
}
