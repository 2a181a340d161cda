using Actors.Configuration;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Protection;

/// <summary>
/// Which pages may ask? A preflight carries no key and is let in when some key lets its origin in; the answer itself
/// is shown only to the origins of its own key. Answers without a valid key are shown as a preflight would be.
/// </summary>
internal sealed class CrossOrigin(RequestDelegate next, LiveRulesets live)
{
    private const string PreflightAge = "600";
    private const string AllowedHeaders =
        "Authorization, X-API-Key, Content-Type, If-None-Match, Last-Event-ID, Cache-Control";

    /// <summary>What a page may read of an answer, besides what every page may.</summary>
    public const string ExposedHeaders = "ETag, X-Config-Age, Retry-After, x-sse-support, x-unrecoverable";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Origin is not [{ } origin] || !TrafficClasses.IsForSdks(request.Path))
            return next(context);

        var headers = context.Response.Headers;
        headers.Append("Vary", "Origin");
        if (live.AllowsOrigin(origin))
        {
            headers.AccessControlAllowOrigin = origin;
            headers.AccessControlExposeHeaders = ExposedHeaders;
        }

        return HttpMethods.IsOptions(request.Method) && request.Headers.AccessControlRequestMethod.Count > 0
            ? Preflight(context)
            : next(context);
    }

    /// <summary>Narrows the answer down to the origins of the key that was used.</summary>
    /// <returns>
    /// False: the key is for the pages of other origins. One that names none says nothing about pages, which may stand
    /// beside this gateway behind one proxy.
    /// </returns>
    public static bool Narrow(HttpContext context, SdkKey key)
    {
        if (context.Request.Headers.Origin is not [{ } origin])
            return true;
        var isNamed = !key.Origins.IsDefault && key.Origins.Any(
            known => known == "*" || known.Equals(origin, StringComparison.OrdinalIgnoreCase));
        if (isNamed)
            return true;
        context.Response.Headers.AccessControlAllowOrigin = default;
        context.Response.Headers.AccessControlExposeHeaders = default;
        return key.Origins.IsDefaultOrEmpty || IsOwn(origin, context.Request.Host);
    }

    // Pages send their origin also to where they came from, at least with POST.
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);

    private static Task Preflight(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (headers.AccessControlAllowOrigin.Count == 0)
            return ProblemResponse.Write(context, ProblemKind.OriginNotAllowed);
        headers.AccessControlExposeHeaders = default;
        headers.AccessControlAllowMethods = "GET, HEAD, POST";
        headers.AccessControlAllowHeaders = AllowedHeaders;
        headers.AccessControlMaxAge = PreflightAge;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
