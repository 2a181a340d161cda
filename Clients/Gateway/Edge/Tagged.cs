using System.Globalization;

namespace Actors.Gateway.Edge;

/// <summary>Which revision does an answer show? The ETag is the revision in quotes.</summary>
internal sealed class Tagged(IResult inner, long revision) : IResult
{
    public static string Tag(long revision) => $"\"{revision.ToString(CultureInfo.InvariantCulture)}\"";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var tag = Tag(revision);
        httpContext.Response.Headers.ETag = tag;
        var known = httpContext.Request.Headers.IfNoneMatch;
        if (!HttpMethods.IsGet(httpContext.Request.Method) || known != tag) return inner.ExecuteAsync(httpContext);

        httpContext.Response.StatusCode = StatusCodes.Status304NotModified;
        return Task.CompletedTask;
    }
}
