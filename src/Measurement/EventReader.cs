using System.Text.Json;
using System.Text.Unicode;
using Actors.Foundation;

namespace Actors.Measurement;

/// <summary>Reads one event from its JSON, or says with a stable code what is wrong with it.</summary>
/// <remarks>
/// Codes: <c>json-invalid</c>, <c>event-too-large</c>, <c>member-unknown</c>, <c>type-invalid</c>, <c>id-invalid</c>,
/// <c>subject-invalid</c>, <c>key-invalid</c>, <c>experiment-invalid</c>, <c>variation-invalid</c>,
/// <c>phase-invalid</c>, <c>value-invalid</c> (no number: NaN comes as this or as <c>json-invalid</c>),
/// <c>value-range</c>, <c>count-invalid</c>, <c>time-invalid</c>, <c>time-future</c>, <c>time-expired</c>,
/// <c>version-invalid</c>, <c>sdk-invalid</c>, <c>dimensions-invalid</c>, <c>properties-invalid</c>,
/// <c>properties-too-large</c>.
/// </remarks>
public static class EventReader
{
    private static readonly JsonReaderOptions _options = new() { MaxDepth = 32 };

    /// <param name="json">One JSON object in UTF-8, nothing after it but white space.</param>
    /// <param name="now">When it arrives: the time of an event that names none.</param>
    public static EventReading Read(ReadOnlySpan<byte> json, DateTimeOffset now)
    {
        if (json.Length > EventLimits.MaxEventBytes)
        {
            return Refused(null, "event-too-large", $"An event is at most {EventLimits.MaxEventBytes:N0} bytes.");
        }

        if (!Utf8.IsValid(json))
        {
            return Refused(null, "json-invalid", "The event is not UTF-8.");
        }

        var form = new EventForm(json);
        try
        {
            var reader = new Utf8JsonReader(json, _options);
            form.Read(ref reader);
            return form.Result(now);
        }
        catch (JsonException mistake)
        {
            return Refused(form.Id, "json-invalid", $"The event is not JSON: {Reason(mistake)}.");
        }
        catch (InvalidOperationException)
        {
            return Refused(form.Id, "json-invalid", "A text holds half a character (a lone surrogate).");
        }
    }

    // The parser's own sentence ends with where; that is all there is to say of so small a document.
    private static string Reason(JsonException mistake) =>
        mistake.BytePositionInLine is { } at ? $"it cannot be read at byte {at + 1}" : "it cannot be read";

    private static EventReading Refused(string? id, string code, string message) =>
        new(null, id, new Refusal(code, message));
}
