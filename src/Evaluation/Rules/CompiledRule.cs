namespace Actors.Evaluation;

/// <summary>
/// Whom does a rule concern, and what do they get: a value, a variation of an experiment, or neither?
/// </summary>
internal sealed class CompiledRule
{
    /// <summary>As published, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>As published; null when there is none.</summary>
    public string? Id { get; init; }

    /// <summary>Null when there are none.</summary>
    public Prerequisite[]? Prerequisites { get; init; }

    /// <summary>All must hold; null when there are none.</summary>
    public BucketFilter[]? Filters { get; init; }

    /// <summary>For a forced value; an experiment keeps its own.</summary>
    public Condition? Condition { get; init; }

    /// <summary>For a forced value; null when everybody gets it.</summary>
    public Rollout? Rollout { get; init; }

    /// <summary>The forced value; null when the rule forces none.</summary>
    public Outcome? Forced { get; init; }

    /// <summary>
    /// Null when the rule is none. A rule without experiment and forced value only has prerequisites.
    /// </summary>
    public Experiment? Experiment { get; init; }

    /// <summary>What the rule forces on everybody; null when it asks anything first.</summary>
    public Outcome? ForEverybody =>
        Prerequisites is null && Filters is null && Condition is null && Rollout is null && Experiment is null
            ? Forced
            : null;

    /// <summary>The attributes whose texts are hashed for this rule; one may occur twice.</summary>
    public IEnumerable<string> HashAttributes =>
        [
            .. Hashes(Rollout?.Hash, Rollout?.Fallback),
            .. Hashes(Experiment?.Hash, Experiment?.Fallback),
            .. (Filters ?? []).Select(filter => filter.Hash.Attribute),
        ];

    private static IEnumerable<string> Hashes(params BucketHash?[] hashes) =>
        hashes.OfType<BucketHash>().Select(hash => hash.Attribute);
}
