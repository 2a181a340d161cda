using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>Which bytes leave, on each surface, when a feature gives this answer?</summary>
internal sealed class OutcomeCompiler(string featureKey)
{
    // The values leave as application/json, never inside HTML: "é" and "<" need no escapes.
    private static readonly JsonWriterOptions _compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // In the order of Reason.
    private static readonly JsonEncodedText[] _reasons =
    [
        .. new[] { "STATIC", "TARGETING_MATCH", "SPLIT", "DEFAULT", "DISABLED", "UNKNOWN" }
            .Select(reason => JsonEncodedText.Encode(reason)),
    ];

    /// <summary>The value as the bytes that a response carries.</summary>
    public static byte[] Encode(JsonElement value) => Encode(value.WriteTo);

    /// <summary>Compact JSON.</summary>
    public static byte[] Encode(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _compact))
            write(writer);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The answer with a value.</summary>
    /// <param name="variant">The key of an experiment's variation.</param>
    /// <param name="tracking">By which an exposure to the variation is told; null where there is none.</param>
    public Outcome Of(
        JsonElement value,
        Reason reason,
        Source source,
        CompiledRuleName rule,
        string? variant = null,
        Tracking? tracking = null)
    {
        ScriptReader.TryRead(value, out var script);
        return Of(Encode(value), script, reason, source, rule, variant, tracking);
    }

    /// <summary>The answer without one.</summary>
    public Outcome Nothing(Reason reason, Source source, CompiledRuleName rule) =>
        Of([], ScriptValue.Null, reason, source, rule, null, null);

    private Outcome Of(
        byte[] value,
        in ScriptValue script,
        Reason reason,
        Source source,
        CompiledRuleName rule,
        string? variant,
        Tracking? tracking) =>
        new(value, script)
        {
            Reason = reason,
            Source = source,
            RuleIndex = rule.Index,
            RuleId = rule.Id,
            Variant = variant,
            HasMetadata = tracking is not null,
            NextOfrepJson = [.. ","u8, .. Encode(writer => WriteOfrep(writer, value, reason, variant, tracking))],
            RemoteJson = Encode(writer => WriteRemote(writer, value))[1..^2],
        };

    private void WriteOfrep(
        Utf8JsonWriter writer, byte[] value, Reason reason, string? variant, Tracking? tracking)
    {
        writer.WriteStartObject();
        writer.WriteString("key"u8, featureKey);
        writer.WriteString("reason"u8, _reasons[(int)reason]);
        if (value.Length > 0)
        {
            writer.WritePropertyName("value"u8);
            writer.WriteRawValue(value, skipInputValidation: true);
        }
        if (variant is not null)
            writer.WriteString("variant"u8, variant);
        tracking?.WriteMetadata(writer);
        writer.WriteEndObject();
    }

    // Where nothing was published the dialect's value is null.
    private void WriteRemote(Utf8JsonWriter writer, byte[] value)
    {
        writer.WriteStartObject();
        writer.WriteStartObject(featureKey);
        writer.WritePropertyName("defaultValue"u8);
        writer.WriteRawValue(value.Length > 0 ? value : "null"u8, skipInputValidation: true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
