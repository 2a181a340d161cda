namespace Actors.Evaluation;

/// <summary>An address with wildcards (*), compared part by part; of the query only the names that it holds.</summary>
internal sealed class SimpleUrlPattern : UrlPattern
{
    // The dialect's own stand-in: a host with "*" would be none.
    private const string Wildcard = "_____";

    // One code unit becomes at most three octets, written as %xx.
    private const int LongestEncoded = 9;

    private readonly ScriptPattern _host;
    private readonly ScriptPattern _path;
    private readonly ScriptPattern? _fragment;
    private readonly (string Name, ScriptPattern Value)[] _parameters;

    private SimpleUrlPattern(WebAddress expected, PatternMeter meter)
    {
        _host = Compile(expected.Host ?? "", isPath: false, meter);
        _path = Compile(expected.Path, isPath: true, meter);
        _fragment = expected.Fragment.Length > 0 ? Compile(expected.Fragment, isPath: false, meter) : null;
        _parameters = [.. expected.Parameters.Select(
            parameter => (parameter.Name, Compile(parameter.Value, isPath: false, meter)))];
    }

    /// <summary>Null when it is no address, or longer than a pattern may be.</summary>
    public static SimpleUrlPattern? TryCompile(string pattern, PatternMeter meter)
    {
        if (pattern.Length * LongestEncoded > ScriptPattern.PatternLimit)
            return null;
        // Without a scheme, what has a dot before its first slash begins with a host.
        var end = pattern.AsSpan().IndexOfAny(":/?");
        var hasHost = pattern.AsSpan(0, end < 0 ? pattern.Length : end).Contains('.');
        var address = (hasHost ? "https://" : "") + pattern;
        return WebAddress.TryParse(
            address.Replace("*", Wildcard, StringComparison.Ordinal), Wildcard, out var expected)
            ? new SimpleUrlPattern(expected, meter)
            : null;
    }

    public override bool IsMatch(WebAddress address)
    {
        if (!_host.IsMatch(address.Host) || !_path.IsMatch(address.Path))
            return false;
        if (_fragment is not null && !_fragment.IsMatch(address.Fragment))
            return false;
        foreach (var (name, value) in _parameters)
        {
            if (!value.IsMatch(address.Parameter(name)))
                return false;
        }
        return true;
    }

    private static ScriptPattern Compile(string part, bool isPath, PatternMeter meter)
    {
        if (isPath)
        {
            part = part.StartsWith('/') ? part[1..] : part;
            part = part.EndsWith('/') ? part[..^1] : part;
        }
        var pattern = string.Join(".*", part.Split(Wildcard).Select(Escape));
        pattern = isPath ? $"^/?{pattern}/?$" : $"^{pattern}$";
        return ScriptPattern.TryCompile(pattern, ignoresCase: true, meter, out var compiled, out var problem)
            ? compiled
            : throw new InvalidOperationException(problem);
    }

    private static string Escape(string text) =>
        string.Concat(text.Select(unit => "*.+?^${}()|[]\\".Contains(unit, StringComparison.Ordinal)
            ? $"\\{unit}"
            : unit.ToString()));
}
