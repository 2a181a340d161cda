namespace Actors.Evaluation;

/// <summary>Does an experiment remember whom it gave what, and which of its memories still count?</summary>
internal sealed class StickyRules(string experimentKey, bool isDisabled, double version, double oldestVersion)
{
    private readonly string _prefix = experimentKey + "__";

    public bool IsDisabled => isDisabled;

    /// <summary>Under which key a variation is remembered: "experiment__version".</summary>
    public string AssignmentKey { get; } = $"{experimentKey}__{ScriptValue.Of(version).ToText()}";

    /// <summary>The attribute whose memories count where the hashed one has none.</summary>
    public required string FallbackAttribute { get; init; }

    /// <summary>Whether a memory is of a version that has been closed: its subject takes no part any more.</summary>
    public bool Blocks(string assignmentKey) =>
        oldestVersion > 0
        && assignmentKey.StartsWith(_prefix, StringComparison.Ordinal)
        && ArrayIndex.TryParse(assignmentKey.AsSpan(_prefix.Length), out var remembered)
        && remembered < oldestVersion;
}
