using System.Globalization;
using System.Text;

namespace Actors.Evaluation;

/// <summary>How does a browser take an address apart (the URL Standard, 4.4)?</summary>
/// <remarks>The only base address is that of a host, and Windows' drives are not known.</remarks>
internal static class WebAddressParser
{
    /// <summary>Null when it is no address.</summary>
    public static WebAddress? Parse(string text, string? hostOtherwise)
    {
        text = Clean(text);
        var (beforeFragment, fragment) = Split(text, '#');
        fragment = PercentText.Encode(fragment, PercentText.InFragment);
        var (body, query) = Split(beforeFragment, '?');
        var scheme = WebScheme.Find(body);
        var isRelative = scheme is null || (scheme == "https" && hostOtherwise is not null && !HasSlashes(body, 6));
        if (isRelative && hostOtherwise is null)
            return null;
        var rest = scheme is null ? body : body[(scheme.Length + 1)..];
        scheme ??= "https";
        var isSpecial = WebScheme.IsSpecial(scheme);
        query = PercentText.Encode(query, isSpecial ? PercentText.InWebQuery : PercentText.InQuery);
        if (isSpecial)
            rest = rest.Replace('\\', '/');
        if (isRelative && !rest.StartsWith("//", StringComparison.Ordinal))
            return new WebAddress(scheme, "", hostOtherwise, Normalize(rest), query, fragment);
        if (isSpecial && scheme != "file")
            rest = "//" + rest.TrimStart('/');
        if (rest.StartsWith("//", StringComparison.Ordinal))
            return WithAuthority(scheme, rest[2..], query, fragment);
        return rest.StartsWith('/')
            ? new WebAddress(scheme, "", isSpecial ? "" : null, Normalize(rest), query, fragment)
            : new WebAddress(
                scheme, "", null, PercentText.Encode(rest, PercentText.OnlyControls), query, fragment);
    }

    private static WebAddress? WithAuthority(string scheme, string rest, string query, string fragment)
    {
        var (authority, path) = Split(rest, '/');
        var at = authority.LastIndexOf('@');
        var credentials = at < 0 ? "" : Credentials(authority[..at]);
        authority = authority[(at + 1)..];
        var portAt = authority.LastIndexOf(':');
        var hasPort = portAt > authority.LastIndexOf(']');
        var hostText = hasPort ? authority[..portAt] : authority;
        var port = hasPort ? Port(authority.AsSpan(portAt + 1), scheme) : "";
        var isEmptyAllowed = !WebScheme.HasOrigin(scheme) && !hasPort && at < 0;
        var host = hostText.Length == 0 && isEmptyAllowed ? "" : WebHost.Parse(hostText, scheme);
        if (host is null || port is null || (host.Length == 0 && !isEmptyAllowed))
            return null;
        path = path.Length == 0 && !WebScheme.IsSpecial(scheme) ? "" : Normalize(path);
        return new WebAddress(scheme, credentials, host + port, path, query, fragment);
    }

    // Null when it is no port.
    private static string? Port(ReadOnlySpan<char> digits, string scheme)
    {
        if (digits.IsEmpty)
            return "";
        if (!ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
            return null;
        return port == WebScheme.DefaultPort(scheme)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $":{port}");
    }

    private static string Credentials(string text)
    {
        var (name, password) = Split(text, ':');
        name = PercentText.Encode(name, PercentText.InCredentials);
        password = password.Length > 1
            ? ":" + PercentText.Encode(password.AsSpan(1), PercentText.InCredentials)
            : "";
        return name.Length + password.Length > 0 ? $"{name}{password}@" : "";
    }

    private static string Normalize(string path)
    {
        var segments = new List<string>();
        var parts = (path.StartsWith('/') ? path[1..] : path).Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            var dots = parts[i].Replace("%2e", ".", StringComparison.OrdinalIgnoreCase);
            if (dots == ".." && segments.Count > 0)
                segments.RemoveAt(segments.Count - 1);
            if (dots is not ("." or ".."))
                segments.Add(PercentText.Encode(parts[i], PercentText.InPath));
            else if (i == parts.Length - 1)
                segments.Add("");
        }
        return "/" + string.Join('/', segments);
    }

    private static bool HasSlashes(string body, int at) =>
        body.AsSpan(at).StartsWith("//", StringComparison.Ordinal)
        || body.AsSpan(at).StartsWith("\\\\", StringComparison.Ordinal)
        || body.AsSpan(at).StartsWith("/\\", StringComparison.Ordinal)
        || body.AsSpan(at).StartsWith("\\/", StringComparison.Ordinal);

    // The second part begins with the separator, or is empty.
    private static (string Before, string From) Split(string text, char separator)
    {
        var at = text.IndexOf(separator);
        return at < 0 ? (text, "") : (text[..at], text[at..]);
    }

    private static string Clean(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && text[start] <= ' ')
            start++;
        while (end > start && text[end - 1] <= ' ')
            end--;
        var clean = new StringBuilder(end - start);
        foreach (var unit in text.AsSpan(start, end - start))
        {
            if (unit is not ('\t' or '\n' or '\r'))
                clean.Append(unit);
        }
        return clean.ToString();
    }
}
