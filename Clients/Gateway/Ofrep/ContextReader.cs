using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using Actors.Evaluation;
using Actors.Gateway.Protection;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Ofrep;

/// <summary>Who asks, according to the body? A subject, or what is wrong.</summary>
internal readonly record struct ContextReading(Subject? Subject, ProblemKind? Problem, string? Detail)
{
    public static ContextReading Of(Subject subject) => new(subject, null, null);

    public static ContextReading Refused(ProblemKind problem, string detail) => new(null, problem, detail);
}

/// <summary>
/// What does the body of an evaluation request say? Mistakes that leave no doubt are mended and counted.
/// </summary>
internal sealed class ContextReader(GatewayMetrics metrics)
{
    // The context may be nested 64 levels deep, and stands in an object itself.
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 65 };

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <param name="ruleset">Whose rules will be asked.</param>
    public ContextReading Read(ReadOnlySpan<byte> body, string? contentType, Ruleset ruleset)
    {
        if (body.StartsWith(ByteOrderMark))
        {
            metrics.Reshaped("byte-order-mark");
            body = body[ByteOrderMark.Length..];
        }

        if (FormContext.IsForm(contentType))
            return ReadForm(body, ruleset);
        if (body.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            return ContextReading.Refused(ProblemKind.ParseError, "The body is empty; it must be {\"context\": {…}}.");
        return IsJson(contentType) ? ReadJson(body, ruleset) : ReadUnlabelled(body, ruleset);
    }

    // Somebody who sends good JSON under a wrong label is understood; anything else there is no JSON at all.
    private ContextReading ReadUnlabelled(ReadOnlySpan<byte> body, Ruleset ruleset)
    {
        var reading = ReadJson(body, ruleset);
        if (reading.Problem == ProblemKind.ParseError)
            return ContextReading.Refused(ProblemKind.UnsupportedMediaType, "The body must be application/json.");
        metrics.Reshaped("content-type");
        return reading;
    }

    private ContextReading ReadForm(ReadOnlySpan<byte> body, Ruleset ruleset)
    {
        if (FormContext.ToJson(body) is not { } json)
            return ContextReading.Refused(ProblemKind.ParseError, "The form has no readable fields.");
        metrics.Reshaped("form");
        return ReadJson(json, ruleset);
    }

    private ContextReading ReadJson(ReadOnlySpan<byte> body, Ruleset ruleset)
    {
        if (!Utf8.IsValid(body))
            return ContextReading.Refused(ProblemKind.ParseError, "The body is not valid UTF-8.");
        try
        {
            var reader = new Utf8JsonReader(body, _options);
            using var document = JsonDocument.ParseValue(ref reader);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return ContextReading.Refused(ProblemKind.ParseError, "The body must be a JSON object.");
            if (body[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                metrics.Reshaped("trailing");
            return ReadContext(document.RootElement, ruleset);
        }
        catch (JsonException mistake)
        {
            return ContextReading.Refused(
                ProblemKind.ParseError,
                "The body is not JSON of at most 64 levels "
                    + $"(line {mistake.LineNumber + 1}, byte {mistake.BytePositionInLine + 1}).");
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json throws for half a surrogate pair inside a name or text.
            return ContextReading.Refused(
                ProblemKind.InvalidContext, "The context holds text that is not valid Unicode.");
        }
    }

    private static ContextReading ReadContext(JsonElement request, Ruleset ruleset)
    {
        if (!request.TryGetProperty("context", out var context) || context.ValueKind == JsonValueKind.Null)
            return ContextReading.Of(new Subject(ruleset));
        if (context.ValueKind == JsonValueKind.Object && context.TryGetProperty("targetingKey", out var key))
        {
            if (key.ValueKind == JsonValueKind.Null || key.ValueKind == JsonValueKind.String && key.ValueEquals(""u8))
            {
                return ContextReading.Refused(
                    ProblemKind.TargetingKeyMissing,
                    "The context's targetingKey is empty; leave it out, or name a subject.");
            }

            if (key.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
                return ContextReading.Refused(ProblemKind.InvalidContext, "The context's targetingKey must be a text.");
        }

        if (ContextLimits.Mistake(context) is { } tooMuch)
            return ContextReading.Refused(ProblemKind.InvalidContext, tooMuch);
        return Subject.TryParse(ruleset, JsonMarshal.GetRawUtf8Value(context), out var subject, out var problem)
            ? ContextReading.Of(subject)
            : ContextReading.Refused(ProblemKind.InvalidContext, problem);
    }

    private static bool IsJson(string? contentType)
    {
        if (string.IsNullOrWhiteSpace(contentType))
            return true;
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        return type.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || type.Equals("text/json", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }
}
