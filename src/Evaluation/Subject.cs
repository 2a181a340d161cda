using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Who is asking? The attributes that conditions and buckets look at, parsed once per request.</summary>
/// <remarks>
/// OFREP's <c>targetingKey</c> stands in for the attribute <c>id</c> when the caller sent none. Fill it on one thread;
/// once evaluation has begun it may be read by several and must not change.
/// </remarks>
public sealed class Subject
{
    private readonly OrderedDictionary<string, ScriptValue> _attributes;

    /// <summary>Somebody of whom nothing is known.</summary>
    public Subject()
        : this(new OrderedDictionary<string, ScriptValue>(StringComparer.Ordinal))
    {
    }

    private Subject(OrderedDictionary<string, ScriptValue> attributes)
    {
        _attributes = attributes;
        Attributes = ScriptValue.Of(attributes);
        if (attributes.TryGetValue("targetingKey", out var targetingKey))
            attributes.TryAdd("id", targetingKey);
    }

    internal ScriptValue Attributes { get; }

    /// <summary>Reads the attributes from UTF-8 JSON.</summary>
    /// <param name="utf8JsonObject">One object, nested at most 64 levels deep.</param>
    /// <param name="subject">Null when the answer is false.</param>
    /// <param name="problem">One sentence on what was wrong, fit for the caller; null when the answer is true.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> utf8JsonObject,
        [NotNullWhen(true)] out Subject? subject,
        [NotNullWhen(false)] out string? problem)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8JsonObject, ScriptReader.Options);
            return TryFrom(document.RootElement, out subject, out problem);
        }
        catch (JsonException)
        {
            subject = null;
            problem = "The attributes are not JSON of at most 64 levels.";
            return false;
        }
    }

    /// <summary>Reads the attributes from an element that is already parsed; as <see cref="TryParse"/>.</summary>
    public static bool TryFrom(
        JsonElement attributesObject,
        [NotNullWhen(true)] out Subject? subject,
        [NotNullWhen(false)] out string? problem)
    {
        subject = null;
        if (attributesObject.ValueKind != JsonValueKind.Object)
        {
            problem = $"The attributes must be a JSON object, not {Name(attributesObject.ValueKind)}.";
            return false;
        }
        if (!ScriptReader.TryRead(attributesObject, out var attributes))
        {
            problem = "The attributes are nested deeper than 64 levels or hold text that is not valid Unicode.";
            return false;
        }
        subject = new Subject(attributes.Members!);
        problem = null;
        return true;
    }

    /// <summary>Reads the attributes from an element known to be good.</summary>
    /// <exception cref="ArgumentException">It is not; <see cref="TryFrom"/> says so without an exception.</exception>
    public static Subject From(JsonElement attributesObject) =>
        TryFrom(attributesObject, out var subject, out var problem)
            ? subject
            : throw new ArgumentException(problem, nameof(attributesObject));

    /// <summary>Adds what we know of the caller, unless the caller said it: also an explicit null stands.</summary>
    public void SetDefault(string name, string value) => _attributes.TryAdd(name, ScriptValue.Of(value));

    /// <summary>Says it, whatever the caller said.</summary>
    public void Override(string name, string value) => _attributes[name] = ScriptValue.Of(value);

    /// <summary>An attribute as a bucket's hash reads it (1.0 is "1"); null when it is missing or null.</summary>
    public string? Text(string name) =>
        _attributes.TryGetValue(name, out var value) && value.Kind != ScriptKind.Null ? value.ToText() : null;

    /// <summary>
    /// Writes the attributes so that two subjects whom no rule can tell apart, because only the order of their
    /// attributes or the spelling of their numbers differs, give the same bytes: what to hash for an ETag.
    /// </summary>
    public void WriteTo(Utf8JsonWriter writer) => ScriptWriter.WriteAttributes(writer, _attributes);

    private static string Name(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Null => "null",
        _ => "nothing",
    };
}
