using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.GrowthBook;

/// <summary>How is a version written for GrowthBook's SDKs?</summary>
internal static class PayloadWriter
{
    private const string Instant = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // It is application/json, never inside HTML: "é" and "<" need no escapes.
    private static readonly JsonWriterOptions _options =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <param name="encryptionKey">AES key of 128 bits, base64; null: nothing is encrypted.</param>
    public static Payload Write(ServedRuleset ruleset, string? encryptionKey) => new(ruleset.Version, Written(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("status", StatusCodes.Status200OK);
        if (encryptionKey is not null)
        {
            json.WriteStartObject("features");
            json.WriteEndObject();
        }

        Write(json, "features", encryptionKey, part => WriteFeatures(part, ruleset));
        Write(json, "savedGroups", encryptionKey, part => WriteSavedGroups(part, ruleset));
        if (!ruleset.Document.ContextualBandits.IsEmpty)
            Write(json, "contextualBandits", encryptionKey, part => WriteBandits(part, ruleset));
        json.WriteString("dateUpdated", DateUpdated(ruleset));
        json.WriteEndObject();
    }));

    /// <summary>By this an SDK tells versions apart, so it is of the version and not of the content.</summary>
    public static string DateUpdated(ServedRuleset ruleset) =>
        ruleset.Document.PublishedAt.UtcDateTime.ToString(Instant, CultureInfo.InvariantCulture);

    // What is switched off is left out, as GrowthBook does: an SDK then uses the default in its code. So is what could
    // not be read, which the evaluation here has no value for either.
    private static void WriteFeatures(Utf8JsonWriter json, ServedRuleset ruleset)
    {
        json.WriteStartObject();
        foreach (var feature in ruleset.Compiled.Features)
        {
            if (!feature.Enabled || !feature.IsReadable)
                continue;
            json.WritePropertyName(feature.Key);
            json.WriteRawValue(ruleset.Document.Features[feature.Key].Json!, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static void WriteSavedGroups(Utf8JsonWriter json, ServedRuleset ruleset)
    {
        json.WriteStartObject();
        foreach (var group in ruleset.Document.SavedGroups.Values)
        {
            if (group.Values is not { } values)
                continue;
            json.WritePropertyName(group.Id);
            json.WriteRawValue(values, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    private static void WriteBandits(Utf8JsonWriter json, ServedRuleset ruleset)
    {
        json.WriteStartObject();
        foreach (var bandit in ruleset.Document.ContextualBandits.Values)
        {
            json.WritePropertyName(bandit.Id);
            json.WriteRawValue(bandit.Json, skipInputValidation: true);
        }

        json.WriteEndObject();
    }

    // In the clear as "features", or else as "encryptedFeatures".
    private static void Write(
        Utf8JsonWriter json, string name, string? encryptionKey, Action<Utf8JsonWriter> write)
    {
        if (encryptionKey is null)
        {
            json.WritePropertyName(name);
            write(json);
        }
        else
            json.WriteString($"encrypted{char.ToUpperInvariant(name[0])}{name[1..]}", Encrypt(encryptionKey, write));
    }

    // The vector is made of key and text, so that all gateways send the same bytes; all that it tells is that two texts
    // are equal.
    private static string Encrypt(string encryptionKey, Action<Utf8JsonWriter> write)
    {
        var key = Convert.FromBase64String(encryptionKey);
        var text = Written(write).Span;
        return PayloadCipher.Encrypt(text, key, HMACSHA256.HashData(key, text).AsSpan(0, PayloadCipher.VectorLength));
    }

    private static ReadOnlyMemory<byte> Written(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(16 * 1024);
        using (var json = new Utf8JsonWriter(buffer, _options))
            write(json);
        var written = buffer.WrittenSpan.ToArray();

        // As an event it must be one line, however the definitions were written; no JSON text holds a bare line end.
        written.AsSpan().Replace((byte)'\n', (byte)' ');
        written.AsSpan().Replace((byte)'\r', (byte)' ');
        return written;
    }
}
