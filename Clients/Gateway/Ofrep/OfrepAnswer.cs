using System.Text.Json;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Ofrep;

/// <summary>How does an evaluation look in OFREP 0.3? No value at all means: use the default in your code.</summary>
internal static class OfrepAnswer
{
    private static readonly JsonEncodedText _key = JsonEncodedText.Encode("key");
    private static readonly JsonEncodedText _value = JsonEncodedText.Encode("value");
    private static readonly JsonEncodedText _reason = JsonEncodedText.Encode("reason");
    private static readonly JsonEncodedText _metadata = JsonEncodedText.Encode("metadata");
    private static readonly JsonEncodedText _version = JsonEncodedText.Encode("version");
    private static readonly JsonEncodedText _stale = JsonEncodedText.Encode("stale");
    private static readonly JsonEncodedText _flags = JsonEncodedText.Encode("flags");

    private static readonly JsonEncodedText[] _reasons =
    [
        .. new[] { "STATIC", "TARGETING_MATCH", "SPLIT", "DEFAULT", "DISABLED", "UNKNOWN" }
            .Select(reason => JsonEncodedText.Encode(reason)),
    ];

    public static void WriteSingle(
        Utf8JsonWriter json, CompiledFeature feature, Outcome outcome, ServedRuleset ruleset, bool stale)
    {
        json.WriteStartObject();
        WriteOutcome(json, feature, outcome);
        WriteMetadata(json, ruleset, stale);
        json.WriteEndObject();
    }

    /// <param name="reasons">Takes the reason of each feature, in order.</param>
    public static void WriteBulk(
        Utf8JsonWriter json, Subject subject, ServedRuleset ruleset, bool stale, Span<byte> reasons)
    {
        json.WriteStartObject();
        json.WriteStartArray(_flags);
        var features = ruleset.Compiled.Features;
        for (var i = 0; i < features.Length; i++)
        {
            var outcome = Evaluator.Evaluate(ruleset.Compiled, features[i], subject);
            reasons[i] = (byte)outcome.Reason;
            json.WriteStartObject();
            WriteOutcome(json, features[i], outcome);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        WriteMetadata(json, ruleset, stale);
        json.WriteEndObject();
    }

    private static void WriteOutcome(Utf8JsonWriter json, CompiledFeature feature, Outcome outcome)
    {
        json.WriteString(_key, feature.Key);
        json.WriteString(_reason, _reasons[(int)outcome.Reason]);
        if (outcome.ValueJson.IsEmpty)
            return;
        json.WritePropertyName(_value);
        json.WriteRawValue(outcome.ValueJson.Span, skipInputValidation: true);
    }

    private static void WriteMetadata(Utf8JsonWriter json, ServedRuleset ruleset, bool stale)
    {
        json.WriteStartObject(_metadata);
        json.WriteNumber(_version, ruleset.Version);
        if (stale)
            json.WriteBoolean(_stale, true);
        json.WriteEndObject();
    }
}
