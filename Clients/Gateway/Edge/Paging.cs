namespace Actors.Gateway.Edge;

/// <summary>Where does the next page of a list stand? In the header Link (RFC 8288), as a relative reference.</summary>
internal static class Paging
{
    public static void LinkNext(HttpContext http, string parameter, string? value)
    {
        if (value is null) return;

        var query = http.Request.Query.Where(given => given.Key != parameter)
            .SelectMany(given => given.Value.Select(item => KeyValuePair.Create(given.Key, item)))
            .Append(KeyValuePair.Create<string, string?>(parameter, value));
        http.Response.Headers.Link = $"<{http.Request.Path}{QueryString.Create(query)}>; rel=\"next\"";
    }
}
