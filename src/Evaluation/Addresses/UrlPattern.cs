namespace Actors.Evaluation;

/// <summary>Is this the address, or one of the addresses, that a target names?</summary>
internal abstract class UrlPattern
{
    /// <summary>Of type "simple" or "regex"; what cannot be used matches nothing and is among the findings.</summary>
    public static UrlPattern Compile(in ScriptValue target, string path, Findings findings)
    {
        var pattern = target.Step("pattern") is { Kind: ScriptKind.Text } text ? text.ToText() : null;
        UrlPattern? compiled = (target.Step("type") is { } type ? type.Text : "") switch
        {
            "simple" when pattern is not null => SimpleUrlPattern.TryCompile(pattern, findings.Patterns),
            "regex" when pattern is not null => RegexUrlPattern.TryCompile(pattern, findings.Patterns),
            _ => null,
        };
        if (compiled is null)
            findings.Add(path, "unusable-operand", "This is no URL pattern; no address matches it.");
        return compiled ?? new NoUrl();
    }

    public abstract bool IsMatch(WebAddress address);
}

/// <summary>A target that cannot be understood.</summary>
internal sealed class NoUrl : UrlPattern
{
    public override bool IsMatch(WebAddress address) => false;
}

/// <summary>A regular expression found in the whole address, or in what follows the host.</summary>
internal sealed class RegexUrlPattern(ScriptPattern pattern) : UrlPattern
{
    public static RegexUrlPattern? TryCompile(string source, PatternMeter meter) =>
        ScriptPattern.TryCompile(source, ignoresCase: false, meter, out var pattern, out _)
            ? new RegexUrlPattern(pattern)
            : null;

    public override bool IsMatch(WebAddress address) =>
        pattern.IsMatch(address.Href)
        || pattern.IsMatch(address.Href.AsSpan(Math.Min(address.Origin.Length, address.Href.Length)));
}
