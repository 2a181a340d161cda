using System.Text.Json;

namespace Actors.Sdk;

/// <summary>Which .NET value is the JSON of a feature's value?</summary>
internal static class Decoding
{
    /// <summary>False when the JSON is of another type.</summary>
    public delegate bool Decode<T>(ReadOnlySpan<byte> json, out T value);

    public static bool Boolean(ReadOnlySpan<byte> json, out bool value)
    {
        value = json.SequenceEqual("true"u8);
        return value || json.SequenceEqual("false"u8);
    }

    public static bool Number(ReadOnlySpan<byte> json, out double value)
    {
        var reader = new Utf8JsonReader(json);
        value = 0;
        return reader.Read() && reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out value);
    }

    public static bool Text(ReadOnlySpan<byte> json, out string value)
    {
        var reader = new Utf8JsonReader(json);
        var isText = reader.Read() && reader.TokenType == JsonTokenType.String;
        value = isText ? reader.GetString()! : "";
        return isText;
    }
}
