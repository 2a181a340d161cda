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
    private ScriptMember[] _attributes;

    /// <summary>Somebody of whom nothing is known.</summary>
    public Subject()
        : this([])
    {
    }

    private Subject(ScriptMember[] attributes)
    {
        _attributes = attributes;
        if (Attributes.Step("targetingKey") is { } targetingKey)
            Set("id", targetingKey, unlessKnown: true);
    }

    internal ScriptValue Attributes => ScriptValue.Of(_attributes);

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
        subject = new Subject(attributes.Members.ToArray());
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
    public void SetDefault(string name, string value) => Set(name, ScriptValue.Of(value), unlessKnown: true);

    /// <summary>Says it, whatever the caller said.</summary>
    public void Override(string name, string value) => Set(name, ScriptValue.Of(value), unlessKnown: false);

    /// <summary>An attribute as a bucket's hash reads it (1.0 is "1"); null when it is missing or null.</summary>
    public string? Text(string name) =>
        Attributes.Step(name) is { Kind: not ScriptKind.Null } value ? value.ToText() : null;

    /// <summary>
    /// Writes the attributes so that two subjects whom no rule can tell apart, because only the order of their
    /// attributes or the spelling of their numbers differs, give the same bytes: what to hash for an ETag.
    /// </summary>
    public void WriteTo(Utf8JsonWriter writer) => ScriptWriter.WriteAttributes(writer, _attributes);

    private void Set(string name, ScriptValue value, bool unlessKnown)
    {
        var member = new ScriptMember(ScriptValue.Of(name), value);
        var index = Array.FindIndex(_attributes, known => known.Name.SequenceEqual(name));
        if (index < 0)
            _attributes = [.. _attributes, member];
        else if (!unlessKnown)
            _attributes[index] = member;
    }

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
