using System.Net;
using System.Text.Json;

namespace Actors.Gateway.Tests.Ofrep;

/// <summary>Is an answer what the OpenAPI document of OFREP 0.3.0 says? Checks written from its facts.</summary>
internal static class OfrepSchema
{
    // The document lists all but DEFAULT, and refers for their meaning to OpenFeature's list, which has it.
    private static readonly string[] _reasons =
        ["STATIC", "TARGETING_MATCH", "SPLIT", "DISABLED", "UNKNOWN", "DEFAULT"];

    private static readonly string[] _failures =
        ["PARSE_ERROR", "TARGETING_KEY_MISSING", "INVALID_CONTEXT", "GENERAL"];

    public static async Task<JsonElement> Single(HttpResponseMessage answer)
    {
        var body = await Json(answer);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                Success(body);
                break;
            case HttpStatusCode.BadRequest:
                Failure(body, _failures, needsKey: true);
                break;
            case HttpStatusCode.NotFound:
                Failure(body, ["FLAG_NOT_FOUND"], needsKey: true);
                break;
            default:
                Common(answer, body);
                break;
        }

        return body;
    }

    public static async Task<JsonElement> Bulk(HttpResponseMessage answer)
    {
        if (answer.StatusCode == HttpStatusCode.NotModified)
        {
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
            return default;
        }

        var body = await Json(answer);
        switch (answer.StatusCode)
        {
            case HttpStatusCode.OK:
                Assert.NotNull(answer.Headers.ETag);
                foreach (var flag in body.GetProperty("flags").EnumerateArray())
                {
                    if (flag.TryGetProperty("errorCode", out _))
                        Failure(flag, _failures, needsKey: true);
                    else
                        Success(flag);
                }

                Metadata(body);
                foreach (var stream in body.GetProperty("eventStreams").EnumerateArray())
                    EventStream(stream);
                break;
            case HttpStatusCode.BadRequest:
                Failure(body, _failures, needsKey: false);
                break;
            default:
                Common(answer, body);
                break;
        }

        return body;
    }

    /// <summary>The data of an event of a stream.</summary>
    public static JsonElement Event(IReadOnlyDictionary<string, string> fields)
    {
        Assert.Equal("message", fields["event"]);
        Assert.NotEmpty(fields["id"]);
        var data = JsonElement.Parse(fields["data"]);
        Assert.Equal("refetchEvaluation", data.GetProperty("type").GetString());
        Assert.Equal(JsonValueKind.String, data.GetProperty("etag").ValueKind);
        Assert.True(data.GetProperty("lastModified").GetInt64() >= 0);
        return data;
    }

    private static void Success(JsonElement flag)
    {
        Assert.Equal(JsonValueKind.String, flag.GetProperty("key").ValueKind);
        Assert.Contains(flag.GetProperty("reason").GetString(), _reasons);
        if (flag.TryGetProperty("variant", out var variant))
            Assert.Equal(JsonValueKind.String, variant.ValueKind);
        Metadata(flag);
    }

    private static void Failure(JsonElement body, string[] codes, bool needsKey)
    {
        Assert.Contains(body.GetProperty("errorCode").GetString(), codes);
        if (needsKey || body.TryGetProperty("key", out _))
            Assert.Equal(JsonValueKind.String, body.GetProperty("key").ValueKind);
        if (body.TryGetProperty("errorDetails", out var details))
            Assert.Equal(JsonValueKind.String, details.ValueKind);
        Metadata(body);
    }

    private static void Common(HttpResponseMessage answer, JsonElement body)
    {
        if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
            Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal(JsonValueKind.String, body.GetProperty("errorDetails").ValueKind);
    }

    private static void EventStream(JsonElement stream)
    {
        Assert.Equal("sse", stream.GetProperty("type").GetString());
        Assert.True(stream.GetProperty("inactivityDelaySec").GetInt32() >= 1);
        var hasUrl = stream.TryGetProperty("url", out var url);
        Assert.NotEqual(hasUrl, stream.TryGetProperty("endpoint", out var endpoint));
        if (hasUrl)
            Assert.True(Uri.IsWellFormedUriString(url.GetString(), UriKind.Absolute));
        else
            Assert.StartsWith("/", endpoint.GetProperty("requestUri").GetString(), StringComparison.Ordinal);
    }

    private static void Metadata(JsonElement holder)
    {
        if (!holder.TryGetProperty("metadata", out var metadata))
            return;
        foreach (var entry in metadata.EnumerateObject())
        {
            Assert.True(
                entry.Value.ValueKind
                    is JsonValueKind.True or JsonValueKind.False or JsonValueKind.String or JsonValueKind.Number,
                $"{entry.Name} is {entry.Value.ValueKind}.");
        }
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var isDefined = answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.BadRequest
            or HttpStatusCode.NotFound or HttpStatusCode.InternalServerError;
        Assert.Equal(
            isDefined ? "application/json" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
