namespace Actors.Evaluation;

/// <summary>Whom does a rule concern that gives a value by a condition and a bucket, if by anything?</summary>
/// <remarks>
/// A copy of what the rule's own objects say, so that evaluating it follows no reference. An experiment that asks no
/// more is a row of these, one for each variation; only for who brings no inputs.
/// </remarks>
internal readonly record struct PlainRule
{
    /// <summary>No index: nothing is drawn, or kept.</summary>
    public const int Nowhere = -1;

    private PlainRule(Condition? condition)
    {
        Condition = condition;
        ConditionIndex = condition is SharedCondition shared ? shared.Index : Nowhere;
    }

    /// <summary>
    /// The rule, when it is more than this can say, or the first rule of a feature with prerequisites; null otherwise.
    /// </summary>
    public CompiledRule? Whole { get; private init; }

    public Condition? Condition { get; }

    /// <summary>Where a subject keeps the condition's answer; <see cref="Nowhere"/> when it does not.</summary>
    public int ConditionIndex { get; }

    /// <summary>The index of the bucket that must be within the bounds; <see cref="Nowhere"/> for none.</summary>
    public int Bucket { get; private init; } = Nowhere;

    public BucketBounds Bounds { get; private init; } = BucketBounds.Everybody;

    public OfrepPlan.Cut Answer { get; init; }

    /// <param name="feature">The rules'.</param>
    /// <param name="add">Finds a place for the bytes of an answer.</param>
    public static IEnumerable<PlainRule> Of(CompiledFeature feature, Func<Outcome, OfrepPlan.Cut> add)
    {
        if (feature.HasPrerequisites)
            return [new PlainRule(null) { Whole = feature.Rules[0] }];
        return feature.Rules.SelectMany(rule => rule switch
        {
            { Filters: not null } => [new PlainRule(null) { Whole = rule }],
            { Experiment: { } experiment } when IsPlain(experiment) => Variations(experiment, add),
            { Experiment: null, Forced: { } forced, Rollout: null or { Fallback: null } } => [Force(rule, add(forced))],
            _ => [new PlainRule(null) { Whole = rule }],
        });
    }

    private static PlainRule Force(CompiledRule rule, OfrepPlan.Cut answer) => new(rule.Condition)
    {
        Bucket = rule.Rollout is { IncludesNobody: false } drawn ? drawn.Hash.Index : Nowhere,
        Bounds = rule.Rollout is { } rollout ? rollout.Bounds : BucketBounds.Everybody,
        Answer = answer,
    };

    private static IEnumerable<PlainRule> Variations(Experiment experiment, Func<Outcome, OfrepPlan.Cut> add) =>
        experiment.Variations.Zip(experiment.Ranges, (variation, range) => new PlainRule(experiment.Condition)
        {
            Bucket = experiment.Hash.Index,
            Bounds = BucketBounds.Of(range),
            Answer = add(variation.Outcome),
        });

    private static bool IsPlain(Experiment experiment) =>
        experiment is
        {
            Leaves: null, Filters: null, Namespace: null, Prerequisites: null, UrlTargets: null, Forced: null,
            NeedsGroup: false, IsInactive: false, IsStopped: false, Variations.Length: >= 2,
        }
        && experiment.Ranges.Length <= experiment.Variations.Length
        && !experiment.Variations.Any(variation => variation.IsPassthrough);
}
