using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Configuration;

/// <summary>How is a JSON value written so that equal values are equal text?</summary>
/// <remarks>
/// Compact, properties in the order given (the dialect compares objects in order), duplicates refused by the parser,
/// numbers as the author wrote them, strings with the least escaping that JSON allows.
/// </remarks>
public static class CanonicalJson
{
    private static readonly JsonWriterOptions _compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <exception cref="JsonException">The text is not one JSON value, is nested deeper than 64, or repeats a name.</exception>
    public static string Of(string json)
    {
        using var document = JsonDocument.Parse(json, _strict);
        return Of(document.RootElement);
    }

    public static string Of(JsonElement value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _compact))
        {
            value.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }
}
