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

    private const string TargetingKey = "targetingKey";

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
        var subject = SubjectPool.Rent(ruleset);
        var reading = ReadJson(body, ruleset, subject);
        if (reading.Subject is null)
            SubjectPool.Return(subject);
        return reading;
    }

    private ContextReading ReadJson(ReadOnlySpan<byte> body, Ruleset ruleset, Subject subject)
    {
        try
        {
            var reader = new Utf8JsonReader(body, _options);
            var reading = ReadRequest(ref reader, ruleset, subject);
            if (reading.Subject is not null && body[(int)reader.BytesConsumed..].IndexOfAnyExcept(" \t\r\n"u8) >= 0)
                metrics.Reshaped("trailing");
            return reading;
        }
        catch (JsonException mistake)
        {
            return ContextReading.Refused(
                ProblemKind.ParseError,
                "The body is not JSON of at most 64 levels "
                    + $"(line {mistake.LineNumber + 1}, byte {mistake.BytePositionInLine + 1}).");
        }
    }

    private static ContextReading ReadRequest(ref Utf8JsonReader reader, Ruleset ruleset, Subject subject)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            return ContextReading.Refused(ProblemKind.ParseError, "The body must be a JSON object.");
        subject.Forget(ruleset);
        ContextReading? refused = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isContext = IsContext(ref reader);
            reader.Read();
            var value = reader;
            if (isContext && (refused = ReadContext(ref reader, ruleset, subject)) is null)
                continue;
            reader = value; // of several contexts the last counts, as everywhere in JSON
            reader.Skip();
        }

        return refused ?? ContextReading.Of(subject);
    }

    /// <summary>Null when it could be read.</summary>
    private static ContextReading? ReadContext(ref Utf8JsonReader reader, Ruleset ruleset, Subject subject)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            subject.Forget(ruleset);
            return null;
        }

        if (!subject.TryRead(ruleset, ref reader, out var problem))
            return ContextReading.Refused(ProblemKind.InvalidContext, problem);
        var length = subject.TextLength(TargetingKey);
        return subject.KindOf(TargetingKey) switch
        {
            null or JsonValueKind.Number => null,
            JsonValueKind.String when length > ContextLimits.HashedCharacters => ContextReading.Refused(
                ProblemKind.InvalidContext, "The context's targetingKey is longer than 1,024 characters."),
            JsonValueKind.String when length > 0 => null,
            JsonValueKind.String or JsonValueKind.Null => ContextReading.Refused(
                ProblemKind.TargetingKeyMissing,
                "The context's targetingKey is empty; leave it out, or name a subject."),
            _ => ContextReading.Refused(
                ProblemKind.InvalidContext, "The context's targetingKey must be a text."),
        };
    }

    private static bool IsContext(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
            return reader.ValueTextEquals("context"u8);
        try
        {
            return reader.GetString() == "context";
        }
        catch (InvalidOperationException)
        {
            return false; // half a surrogate pair: some other name
        }
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
