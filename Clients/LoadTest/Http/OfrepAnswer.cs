using System.Text.Json;

namespace Actors.LoadTest.Http;

/// <summary>What does the body of an OFREP evaluation say, without building an object for it?</summary>
internal static class OfrepAnswer
{
    /// <summary>Does any <c>metadata</c> object, of the whole answer or of a flag, say <c>"stale": true</c>?</summary>
    /// <exception cref="JsonException">It is not JSON; only what mentions the word is parsed.</exception>
    public static bool IsStale(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\"stale\""u8) < 0)
            return false;

        var reader = new Utf8JsonReader(json);
        var metadataDepth = -1;
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.EndObject && reader.CurrentDepth == metadataDepth)
                metadataDepth = -1;
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (metadataDepth < 0 && reader.ValueTextEquals("metadata"u8))
                metadataDepth = reader.CurrentDepth;
            else if (reader.CurrentDepth == metadataDepth + 1 && reader.ValueTextEquals("stale"u8))
                return reader.Read() && reader.TokenType == JsonTokenType.True;
        }

        return false;
    }

    /// <summary>Does this look like a JSON object? A full parse of every answer would slow the driver.</summary>
    public static bool IsObject(ReadOnlySpan<byte> json)
    {
        var trimmed = json.Trim(" \t\r\n"u8);
        return trimmed is [(byte)'{', .., (byte)'}'];
    }

    /// <summary>The string value of a single evaluation; null when it has none, or is not JSON.</summary>
    public static string? StringValue(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName
                    && reader.ValueTextEquals("value"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return null;
    }
}
