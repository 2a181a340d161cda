namespace Actors.Evaluation;

/// <summary>Whom does a rule concern that forces a value by a condition and a share, if by anything?</summary>
/// <remarks>A copy of what the rule's own objects say, so that evaluating it follows no reference.</remarks>
internal readonly struct PlainRule
{
    /// <summary>No index: nothing is drawn, or kept.</summary>
    public const int Nowhere = -1;

    private PlainRule(CompiledRule rule, OfrepPlan.Cut answer)
    {
        var isPlain = rule is { Prerequisites: null, Filters: null, Experiment: null, Forced: not null }
            && rule.Rollout is not { Fallback: not null };
        Whole = isPlain ? null : rule;
        Condition = rule.Condition;
        ConditionIndex = rule.Condition is SharedCondition shared ? shared.Index : Nowhere;
        Bucket = rule.Rollout is { IncludesNobody: false } rollout ? rollout.Hash.Index : Nowhere;
        Bounds = rule.Rollout is { } share ? share.Bounds : BucketBounds.Everybody;
        Answer = answer;
    }

    /// <summary>The rule, when it is more than this can say; null otherwise.</summary>
    public CompiledRule? Whole { get; }

    public Condition? Condition { get; }

    /// <summary>Where a subject keeps the condition's answer; <see cref="Nowhere"/> when it does not.</summary>
    public int ConditionIndex { get; }

    /// <summary>The index of the bucket that must be within the bounds; <see cref="Nowhere"/> for none.</summary>
    public int Bucket { get; }

    public BucketBounds Bounds { get; }

    public OfrepPlan.Cut Answer { get; }

    public static PlainRule Of(CompiledRule rule, OfrepPlan.Cut answer) => new(rule, answer);
}
