using System.Buffers;
using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>What does a published definition say? Whatever it holds, this answers a feature and never throws.</summary>
internal static class FeatureCompiler
{
    // The values leave as application/json, never inside HTML: "é" and "<" need no escapes.
    private static readonly JsonWriterOptions _compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static CompiledFeature Compile(FeatureSource source)
    {
        var findings = new Findings(source.Key);
        try
        {
            using var document = JsonDocument.Parse(source.Json ?? "", ScriptReader.Options);
            return Compile(source, document.RootElement, findings);
        }
        catch (JsonException)
        {
            return Unreadable(source, findings, "The definition is not JSON of at most 64 levels.");
        }
        catch (Exception notText) when (notText is InvalidOperationException or ArgumentException)
        {
            return Unreadable(source, findings, "The definition holds half a surrogate pair, which is no text.");
        }
    }

    /// <summary>The value as the bytes that a response carries.</summary>
    public static ReadOnlyMemory<byte> Encode(JsonElement value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, _compact))
            value.WriteTo(writer);
        return buffer.WrittenSpan.ToArray();
    }

    private static CompiledFeature Compile(FeatureSource source, JsonElement definition, Findings findings)
    {
        if (definition.ValueKind != JsonValueKind.Object)
            return Unreadable(source, findings, "A definition must be an object.");
        foreach (var member in definition.EnumerateObject())
        {
            if (member.Name is not ("defaultValue" or "rules"))
                findings.Add(Findings.Below("", member.Name), "unknown-key", "This key means nothing; it is ignored.");
        }
        if (!definition.TryGetProperty("rules", out var rules) || rules.ValueKind == JsonValueKind.Null)
            return Readable(source, definition, [], Reason.Static, findings);
        if (rules.ValueKind != JsonValueKind.Array)
            return Unreadable(source, findings, "The rules must be a list.");
        var compiler = new RuleCompiler(source.Key, findings);
        var compiled = rules.EnumerateArray().Select(compiler.Compile).OfType<CompiledRule>().ToImmutableArray();
        var reason = rules.GetArrayLength() == 0 ? Reason.Static : Reason.Default;
        return Readable(source, definition, compiled, reason, findings);
    }

    private static CompiledFeature Readable(
        FeatureSource source,
        JsonElement definition,
        ImmutableArray<CompiledRule> rules,
        Reason otherwise,
        Findings findings)
    {
        var value = definition.TryGetProperty("defaultValue", out var given) ? Encode(given) : default;
        return new CompiledFeature(source, findings.ToImmutable())
        {
            IsReadable = true,
            Rules = rules,
            Otherwise = new Outcome(value, otherwise, -1, null),
        };
    }

    private static CompiledFeature Unreadable(FeatureSource source, Findings findings, string message)
    {
        findings.Add("", "malformed-feature", message + " The feature has no value.");
        return new CompiledFeature(source, findings.ToImmutable())
        {
            Otherwise = new Outcome(default, Reason.Unknown, -1, null),
        };
    }
}
