using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Does an experiment run on the page at this address?</summary>
/// <remarks>No target, no page. Else one that includes must match, if there is one, and none that excludes.</remarks>
internal sealed class UrlTargets
{
    private readonly ImmutableArray<(UrlPattern Pattern, bool Includes)> _targets;

    private UrlTargets(ImmutableArray<(UrlPattern Pattern, bool Includes)> targets) => _targets = targets;

    /// <summary>Reads <c>urlPatterns</c>, a list of objects; null, and among the findings, when it is none.</summary>
    public static UrlTargets? Compile(in ScriptValue published, string path, Findings findings)
    {
        if (published.Kind != ScriptKind.List)
        {
            findings.Add(path, "malformed-rule", "The URL patterns must be a list; the rule is left out.");
            return null;
        }
        var targets = ImmutableArray.CreateBuilder<(UrlPattern, bool)>(published.Items.Length);
        for (var i = 0; i < published.Items.Length; i++)
        {
            var target = published.Items[i];
            var includes = target.Step("include") is not { Kind: ScriptKind.Boolean, IsTruthy: false };
            targets.Add((UrlPattern.Compile(target, $"{path}/{i}", findings), includes));
        }
        return new UrlTargets(targets.MoveToImmutable());
    }

    /// <param name="address">Parsed by <see cref="Parse"/>; null matches no pattern.</param>
    public bool Match(WebAddress? address)
    {
        var (isIncluded, wantsInclusion) = (false, false);
        foreach (var (pattern, includes) in _targets)
        {
            var isMatch = address is not null && pattern.IsMatch(address);
            if (isMatch && !includes)
                return false;
            wantsInclusion |= includes;
            isIncluded |= includes && isMatch;
        }
        return !_targets.IsEmpty && (isIncluded || !wantsInclusion);
    }

    /// <summary>The page's address, once for all experiments; null when no browser would take it for one.</summary>
    public static WebAddress? Parse(string? url) =>
        WebAddress.TryParse(url ?? "", "_", out var address) ? address : null;
}
