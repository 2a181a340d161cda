using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>What does a subject get, with everything that GrowthBook's SDKs say of it?</summary>
/// <param name="Outcome">The value and why.</param>
/// <param name="Experiment">The experiment that decided; null when none did.</param>
/// <param name="StickyBuckets">
/// What to remember, with what was given now; null when nothing is to be remembered.
/// </param>
public sealed record FeatureResult(Outcome Outcome, ExperimentResult? Experiment, StickyBuckets? StickyBuckets)
{
    private static readonly JsonWriterOptions _compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the result as GrowthBook's JavaScript SDK answers it.</summary>
    public void WriteTo(IBufferWriter<byte> output)
    {
        using var writer = new Utf8JsonWriter(output, _compact);
        writer.WriteStartObject();
        writer.WritePropertyName("value"u8);
        writer.WriteRawValue(Outcome.ValueJson.IsEmpty ? "null"u8 : Outcome.ValueJson.Span, skipInputValidation: true);
        writer.WriteBoolean("on"u8, Outcome.IsOn);
        writer.WriteBoolean("off"u8, !Outcome.IsOn);
        writer.WriteString("source"u8, JsonNamingPolicy.CamelCase.ConvertName(Outcome.Source.ToString()));
        writer.WriteString("ruleId"u8, Outcome.RuleId ?? "");
        if (Experiment is not null)
        {
            writer.WritePropertyName("experiment"u8);
            writer.WriteRawValue(Experiment.ExperimentJson.Span, skipInputValidation: true);
            writer.WritePropertyName("experimentResult"u8);
            writer.WriteRawValue(Experiment.ResultJson.Span, skipInputValidation: true);
        }
        writer.WriteEndObject();
    }
}
