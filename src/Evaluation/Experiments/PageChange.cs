namespace Actors.Evaluation;

/// <summary>What does an experiment of a page change about it?</summary>
internal sealed class PageChange
{
    /// <summary>By variation, where it sends its visitors; null where it sends nobody. Empty when none does.</summary>
    public required string?[] Redirects { get; init; }

    /// <summary>True when a variation changes how the page looks: a browser's business.</summary>
    public required bool IsVisual { get; init; }

    /// <summary>True when the page itself starts it: nobody else does.</summary>
    public required bool IsManual { get; init; }

    /// <summary>Takes the query of the old address along.</summary>
    public required bool PersistsQuery { get; init; }

    public bool IsRedirect => Redirects.Length > 0;

    public static PageChange Compile(RuleFields fields, bool hasUrlTargets)
    {
        var variations = fields.List("variations") ?? [];
        var isRedirect = hasUrlTargets && variations.Any(variation => Member(variation, "urlRedirect") is not null);
        return new PageChange
        {
            Redirects = isRedirect ? [.. variations.Select(TargetOf)] : [],
            IsVisual = !isRedirect && variations.Any(IsVisualChange),
            IsManual = fields.IsTruthy("manual"),
            PersistsQuery = fields.IsTruthy("persistQueryString"),
        };
    }

    private static string? TargetOf(ScriptValue variation) =>
        Member(variation, "urlRedirect") is { Kind: ScriptKind.Text, IsTruthy: true } target ? target.ToText() : null;

    private static bool IsVisualChange(ScriptValue variation) =>
        Member(variation, "domMutations") is { IsTruthy: true }
        || Member(variation, "js") is not null
        || Member(variation, "css") is not null;

    private static ScriptValue? Member(in ScriptValue variation, string name) =>
        variation.Kind == ScriptKind.Object ? variation.Step(name) : null;
}
