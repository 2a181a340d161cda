using Actors.Gateway.Protection;

namespace Actors.Gateway.GrowthBook;

/// <summary>What do GrowthBook's SDKs read in the head of every good answer?</summary>
internal static class GrowthBookHeaders
{
    /// <summary>Says that there are streams, also to pages.</summary>
    public static void Add(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers["x-sse-support"] = "enabled";

        // Said without being asked from another origin, too: a shared cache may keep the answer for one that is.
        if (context.Request.Headers.Origin.Count == 0)
            headers.AccessControlExposeHeaders = CrossOrigin.ExposedHeaders;
    }
}
