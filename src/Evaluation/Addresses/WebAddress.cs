using System.Diagnostics.CodeAnalysis;

namespace Actors.Evaluation;

/// <summary>Which parts has this address, as a browser reads it (the URL Standard, whatwg.org)?</summary>
/// <param name="scheme">In lower case, without the colon.</param>
/// <param name="credentials">Up to and with "@"; else empty.</param>
/// <param name="host">With the port unless that is the scheme's own; null in an address without "//".</param>
/// <param name="path">Percent-encoded; starts with "/" in an address of the web.</param>
/// <param name="query">With "?"; empty when there is none, "?" when it is empty.</param>
/// <param name="fragment">With "#"; empty when there is none, "#" when it is empty.</param>
internal sealed class WebAddress(
    string scheme, string credentials, string? host, string path, string query, string fragment)
{
    /// <summary>Empty in an address without one.</summary>
    public string Host => host ?? "";

    public string Path => path;

    /// <summary>With "#"; empty when there is none, or no more than that.</summary>
    public string Fragment => fragment.Length > 1 ? fragment : "";

    /// <summary>The whole address, written as browsers do.</summary>
    public string Href { get; } =
        scheme + (host is null ? ":" : $"://{credentials}{host}") + path + query + fragment;

    /// <summary>What the SDK takes for the origin: scheme and host, or for an app's own scheme "null".</summary>
    public string Origin { get; } = WebScheme.HasOrigin(scheme) ? $"{scheme}://{host}" : "null";

    /// <summary>The names and values of the query, decoded.</summary>
    public IReadOnlyList<(string Name, string Value)> Parameters => field ??= QueryParameters.Read(query);

    /// <summary>The first value of this name, or null.</summary>
    public string? Parameter(string name)
    {
        foreach (var parameter in Parameters)
        {
            if (parameter.Name == name)
                return parameter.Value;
        }
        return null;
    }

    /// <summary>The same page with other parameters.</summary>
    public WebAddress With(IEnumerable<(string Name, string Value)> parameters) =>
        new(scheme, credentials, host, path, QueryParameters.Write(parameters), fragment);

    /// <summary>Reads an address; one without a scheme only when the host is given that it then lies on.</summary>
    /// <param name="text">The address.</param>
    /// <param name="hostOtherwise">Of an https address to which the text may be relative; null for none.</param>
    /// <param name="address">Null when the answer is false.</param>
    public static bool TryParse(string text, string? hostOtherwise, [NotNullWhen(true)] out WebAddress? address)
    {
        address = WebAddressParser.Parse(text, hostOtherwise);
        return address is not null;
    }
}
