using System.Text.Json;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Protection;

/// <summary>
/// How is an error answered? RFC 9457 problem details; on the paths of OFREP and GrowthBook their members stand beside
/// them.
/// </summary>
internal static class ProblemResponse
{
    private const string TypePrefix = "urn:actors:problem:";

    /// <param name="context">Its response must not have started.</param>
    /// <param name="detail">One sentence about this request, without secrets; null: the kind's title says all.</param>
    /// <param name="retryAfter">Rounded up to whole seconds.</param>
    /// <param name="flag">The feature asked for, on the path that asks for one.</param>
    public static Task Write(
        HttpContext context, ProblemKind kind, string? detail = null, TimeSpan? retryAfter = null, string? flag = null)
    {
        context.RequestServices.GetRequiredService<GatewayMetrics>().Rejected(kind.Code);
        var response = context.Response;
        response.StatusCode = kind.Status;
        var dialect = DialectOf(context.Request.Path);
        response.ContentType = IsDefinedBy(dialect, kind.Status) ? "application/json" : "application/problem+json";
        response.Headers.CacheControl = "no-store";
        if (retryAfter is { } wait)
            response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(wait.TotalSeconds)).ToString();
        flag ??= dialect == Dialect.Ofrep ? context.Request.RouteValues["key"] as string : null;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;

        using var buffer = PooledJson.Rent();
        WriteBody(buffer.Writer, kind, detail, dialect, flag);
        return buffer.Send(response);
    }

    private static void WriteBody(
        Utf8JsonWriter json, ProblemKind kind, string? detail, Dialect dialect, string? flag)
    {
        json.WriteStartObject();
        if (flag is not null)
            json.WriteString("key", Readable(flag));
        if (dialect == Dialect.Ofrep)
        {
            json.WriteString("errorCode", ErrorCode(kind));
            json.WriteString("errorDetails", detail ?? kind.Title);
        }

        if (dialect == Dialect.GrowthBook)
            json.WriteString("error", detail ?? kind.Title);
        json.WriteString("type", TypePrefix + kind.Code);
        json.WriteString("title", kind.Title);
        json.WriteNumber("status", kind.Status);
        if (detail is not null)
            json.WriteString("detail", detail);
        json.WriteEndObject();
    }

    private static Dialect DialectOf(PathString path) =>
        TrafficClasses.IsOfrep(path) ? Dialect.Ofrep
        : TrafficClasses.IsGrowthBook(path) ? Dialect.GrowthBook
        : Dialect.None;

    // Where a protocol says what an error looks like, it is of the protocol's media type.
    private static bool IsDefinedBy(Dialect dialect, int status) =>
        dialect == Dialect.GrowthBook || (dialect == Dialect.Ofrep && status is 400 or 404 or 500);

    private static string ErrorCode(ProblemKind kind) => kind.Code switch
    {
        "parse-error" => "PARSE_ERROR",
        "invalid-context" => "INVALID_CONTEXT",
        "targeting-key-missing" => "TARGETING_KEY_MISSING",
        "flag-not-found" => "FLAG_NOT_FOUND",
        _ => "GENERAL",
    };

    // What the client sent comes back to it, but not at any length.
    private static string Readable(string flag) => flag.Length <= 256 ? flag : flag[..256];

    private enum Dialect
    {
        None,
        Ofrep,
        GrowthBook,
    }
}
