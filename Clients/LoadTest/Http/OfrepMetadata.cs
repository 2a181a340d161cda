using System.Text.Json;

namespace Actors.LoadTest.Http;

/// <summary>What does a bulk answer say about itself?</summary>
internal static class OfrepMetadata
{
    private static readonly Dictionary<string, string> _nothing = [];

    /// <summary>The members of the answer's own <c>metadata</c>, or of its first flag's, or none.</summary>
    public static IReadOnlyDictionary<string, string> Of(byte[] json)
    {
        try
        {
            using var answer = JsonDocument.Parse(json);
            return Members(answer.RootElement) ?? FirstFlag(answer.RootElement) ?? _nothing;
        }
        catch (JsonException)
        {
            return _nothing;
        }
    }

    private static Dictionary<string, string>? FirstFlag(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object
        && answer.TryGetProperty("flags", out var flags)
        && flags.ValueKind == JsonValueKind.Array
        && flags.GetArrayLength() > 0
            ? Members(flags[0])
            : null;

    private static Dictionary<string, string>? Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
        && element.TryGetProperty("metadata", out var metadata)
        && metadata.ValueKind == JsonValueKind.Object
            ? metadata.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.ToString())
            : null;
}
