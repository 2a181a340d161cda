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

    /// <summary>A feature's rules, each with what it gives; null where only the whole rule can say that.</summary>
    public static IEnumerable<(PlainRule Rule, Outcome? Gives)> Of(CompiledFeature feature)
    {
        if (feature.HasPrerequisites)
            return [(Entire(feature.Rules[0]), null)];
        return feature.Rules.SelectMany(rule => rule switch
        {
            { Filters: not null } => [(Entire(rule), null)],
            { Experiment: { } experiment } when IsPlain(experiment) => Variations(experiment),
            { Experiment: null, Forced: { } forced, Rollout: null or { Fallback: null } } => [(Force(rule), forced)],
            _ => [(Entire(rule), null)],
        });
    }

    private static PlainRule Entire(CompiledRule rule) => new(null) { Whole = rule };

    private static PlainRule Force(CompiledRule rule) => new(rule.Condition)
    {
        Bucket = rule.Rollout is { IncludesNobody: false } drawn ? drawn.Hash.Index : Nowhere,
        Bounds = rule.Rollout is { } rollout ? rollout.Bounds : BucketBounds.Everybody,
    };

    private static IEnumerable<(PlainRule Rule, Outcome? Gives)> Variations(Experiment experiment) =>
        experiment.Variations.Zip(experiment.Ranges, (variation, range) => (
            new PlainRule(experiment.Condition)
            {
                Bucket = experiment.Hash.Index,
                Bounds = BucketBounds.Of(range),
            },
            (Outcome?)variation.Outcome));

    private static bool IsPlain(Experiment experiment) =>
        experiment is
        {
            Leaves: null, Filters: null, Namespace: null, Prerequisites: null, UrlTargets: null, Forced: null,
            NeedsGroup: false, IsInactive: false, IsStopped: false, Variations.Length: >= 2,
        }
        && experiment.Ranges.Length <= experiment.Variations.Length
        && !experiment.Variations.Any(variation => variation.IsPassthrough);
}
