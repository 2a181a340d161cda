using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Sdk;

/// <summary>For whom is a feature evaluated? Immutable; keep it for as long as the subject's request lasts.</summary>
/// <remarks>Several features for the same context on one thread read it only once.</remarks>
public sealed class SubjectContext
{
    private const string IdAttribute = "id";

    private static readonly JsonWriterOptions _compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ImmutableDictionary<string, JsonElement> _attributes;
    private byte[]? _json;

    private SubjectContext(ImmutableDictionary<string, JsonElement> attributes) => _attributes = attributes;

    /// <summary>Somebody of whom nothing is known: rollouts and experiments include nobody such.</summary>
    public static SubjectContext Anonymous { get; } =
        new(ImmutableDictionary.Create<string, JsonElement>(StringComparer.Ordinal));

    /// <summary>The subject with this id, by which rollouts and experiments tell subjects apart.</summary>
    public static SubjectContext Of(string id) => Anonymous.With(IdAttribute, id);

    /// <summary>The subject with one attribute more, or another value of it; null takes it away.</summary>
    public SubjectContext With(string name, string? value) =>
        Set(name, writer => writer.WriteStringValue(value), value);

    /// <inheritdoc cref="With(string, string?)"/>
    /// <exception cref="ArgumentException">The number is not finite.</exception>
    public SubjectContext With(string name, double value) => Set(name, writer => writer.WriteNumberValue(value), value);

    /// <inheritdoc cref="With(string, string?)"/>
    public SubjectContext With(string name, bool value) => Set(name, writer => writer.WriteBooleanValue(value), value);

    /// <inheritdoc cref="With(string, string?)"/>
    public SubjectContext With(string name, IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Set(
            name,
            writer =>
            {
                writer.WriteStartArray();
                foreach (var value in values)
                    writer.WriteStringValue(value);
                writer.WriteEndArray();
            },
            values);
    }

    /// <summary>As the others, with any JSON.</summary>
    public SubjectContext With(string name, JsonElement value) => Set(name, value.WriteTo, value);

    /// <summary>All attributes as one object, UTF-8.</summary>
    internal ReadOnlySpan<byte> Json => _json ??= Written(writer =>
    {
        writer.WriteStartObject();
        foreach (var (name, value) in _attributes)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    });

    private SubjectContext Set(string name, Action<Utf8JsonWriter> write, object? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        return new(value is null
            ? _attributes.Remove(name)
            : _attributes.SetItem(name, JsonElement.Parse(Written(write))));
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _compact))
            write(writer);
        return buffer.ToArray();
    }
}
