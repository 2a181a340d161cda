using System.Text.Json;

namespace Actors.Gateway.Configuration;

/// <summary>What value is a JSON text of the core, which is valid by construction?</summary>
internal static class Json
{
    public static JsonElement Value(string text) => JsonElement.Parse(text);

    public static JsonElement? ValueOrNull(string? text) => text is null ? null : JsonElement.Parse(text);
}
