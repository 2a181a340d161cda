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
    public const int MaxDepth = 64;

    private static readonly JsonWriterOptions _compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="JsonException">
    /// The text is not one JSON value, is nested deeper than 64, repeats a name, or holds a text that is no Unicode or
    /// contains U+0000, which PostgreSQL cannot keep.
    /// </exception>
    public static string Of(string json)
    {
        using var document = Parse(json);
        return Of(document.RootElement);
    }

    /// <exception cref="JsonException">It holds a text that is no Unicode or contains U+0000.</exception>
    public static string Of(JsonElement value)
    {
        try
        {
            var text = Written(value.WriteTo);
            return HasNul(text) ? throw new JsonException("A text may not contain the character U+0000.") : text;
        }
        catch (InvalidOperationException e)
        {
            // An escaped half of a surrogate pair is found only when the text is decoded.
            throw new JsonException("A text is not valid Unicode.", e);
        }
    }

    /// <inheritdoc cref="Of(string)"/>
    public static JsonDocument Parse(string json, int maxDepth = MaxDepth)
    {
        try
        {
            return JsonDocument.Parse(json, new() { AllowDuplicateProperties = false, MaxDepth = maxDepth });
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw new JsonException("The text is not valid Unicode.", e);
        }
    }

    /// <summary>What is written, in the form of this class as far as the writer follows it.</summary>
    public static string Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, _compact))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
    }

    private static bool HasNul(string canonical)
    {
        const string escaped = "\\u0000";
        for (var at = canonical.IndexOf(escaped, StringComparison.Ordinal);
            at >= 0;
            at = canonical.IndexOf(escaped, at + 1, StringComparison.Ordinal))
        {
            // After an odd number of backslashes this one is itself escaped, and "u0000" is just text.
            var before = canonical.AsSpan(0, at);
            if ((before.Length - before.TrimEnd('\\').Length) % 2 == 0)
            {
                return true;
            }
        }

        return false;
    }
}
