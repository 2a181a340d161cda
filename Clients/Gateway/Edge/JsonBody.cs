using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Actors.Contracts;
using Actors.Foundation;

namespace Actors.Gateway.Edge;

/// <summary>What does the body of a request say, or what is wrong with it?</summary>
internal static class JsonBody
{
    private static readonly UTF8Encoding _strictUtf8 = new(false, throwOnInvalidBytes: true);

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    /// <summary>A record of ours; unknown members, wrong types and repeated names are refused by path.</summary>
    public static async Task<Answer<T>> Read<T>(
        this HttpRequest request, JsonTypeInfo<T> type, CancellationToken cancellation)
        where T : class
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } refusal) return refusal;

        using var document = body.Value!;
        return Read(document.RootElement, type, "");
    }

    /// <param name="path">JSON pointer to <paramref name="element"/>, put before the path of a problem.</param>
    public static Answer<T> Read<T>(JsonElement element, JsonTypeInfo<T> type, string path)
        where T : class
    {
        try
        {
            return element.Deserialize(type) is { } value
                ? value
                : Wrong("json-type", path, "An object is wanted, not null.");
        }
        catch (JsonException mistake)
        {
            return Wrong(Code(mistake), path + Pointer(mistake.Path), Sentence(mistake));
        }
    }

    /// <summary>Any JSON value: valid UTF-8, whole characters, no repeated names, at most 64 deep.</summary>
    public static async Task<Answer<JsonDocument>> ReadJson(this HttpRequest request, CancellationToken cancellation)
    {
        if (!IsJson(request.ContentType))
            return new Refusal(
                "unsupported-media-type",
                "Send the body as JSON and say so: 'Content-Type: application/json', or application/merge-patch+json.");

        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 256, 1 << 20));
        await request.Body.CopyToAsync(buffer, cancellation);
        try
        {
            var text = _strictUtf8.GetString(buffer.GetBuffer().AsSpan(0, (int)buffer.Length));
            var document = JsonDocument.Parse(text, _strict);
            return MayHoldSurrogates(text) && FirstBroken(document.RootElement, "") is { } path
                ? Wrong("json-text", path, "A text holds half a character (a lone surrogate).")
                : document;
        }
        catch (DecoderFallbackException)
        {
            return Wrong("json-text", "", "The body is not UTF-8.");
        }
        catch (InvalidOperationException)
        {
            // How the parser says it when it compares names to find repeated ones.
            return Wrong("json-text", "", "A name holds half a character (a lone surrogate).");
        }
        catch (JsonException mistake)
        {
            return Wrong("json-syntax", "", Syntax(mistake, buffer.Length));
        }
    }

    /// <summary>The same object without what only answers hold, so that an answer can be edited and put back.</summary>
    public static JsonElement Without(this JsonElement body, params ReadOnlySpan<string> members)
    {
        if (body.ValueKind != JsonValueKind.Object) return body;

        var bare = JsonObject.Create(body)!;
        foreach (var member in members) bare.Remove(member);
        return bare.Count == body.GetPropertyCount() ? body : JsonSerializer.SerializeToElement(bare);
    }

    public static Refusal Wrong(string code, string path, string message) =>
        new("json-invalid", "The body is not the JSON that is wanted here; 'problems' says where.")
        {
            Problems = [new(path, code, message)],
        };

    private static bool IsJson(string? contentType)
    {
        var media = contentType.AsSpan();
        var end = media.IndexOf(';');
        media = (end < 0 ? media : media[..end]).Trim();
        return media.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || media.StartsWith("application/", StringComparison.OrdinalIgnoreCase)
            && media.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    private static string Syntax(JsonException mistake, long length) =>
        length == 0
            ? "The body is empty; a JSON object is wanted."
            : mistake.Message.Contains("depth", StringComparison.OrdinalIgnoreCase)
                ? "The body is nested deeper than 64."
                : $"The body is not one JSON value, or repeats the name of a member (line {mistake.LineNumber + 1}, "
                + $"byte {mistake.BytePositionInLine + 1}).";

    private static string Code(JsonException mistake) =>
        mistake.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "member-unknown"
        : mistake.Message.Contains("missing required", StringComparison.Ordinal) ? "member-missing"
        : "json-type";

    private static string Sentence(JsonException mistake) => Code(mistake) switch
    {
        "member-unknown" => "There is no such member.",
        "member-missing" =>
            $"A member is missing: {mistake.Message[(mistake.Message.LastIndexOf(':') + 1)..].Trim(' ', '.')}.",
        _ => "The value here is of another type than wanted.",
    };

    /// <summary>From "$.environments[0]" to "/environments/0".</summary>
    private static string Pointer(string? path) =>
        path is null or "$"
            ? ""
            : path[1..].Replace("['", "/").Replace("']", "").Replace('.', '/').Replace('[', '/').Replace("]", "");

    private static bool MayHoldSurrogates(string text) => text.Contains("\\ud", StringComparison.OrdinalIgnoreCase);

    private static string? FirstBroken(JsonElement value, string path)
    {
        try
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.String:
                    value.GetString();
                    return null;
                case JsonValueKind.Array:
                    return value.EnumerateArray().Select((item, index) => FirstBroken(item, $"{path}/{index}"))
                        .FirstOrDefault(broken => broken is not null);
                case JsonValueKind.Object:
                    return value.EnumerateObject().Select(member => FirstBroken(member.Value, $"{path}/{member.Name}"))
                        .FirstOrDefault(broken => broken is not null);
                default:
                    return null;
            }
        }
        catch (InvalidOperationException)
        {
            return path;
        }
    }
}
