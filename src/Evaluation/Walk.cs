using System.Runtime.CompilerServices;

namespace Actors.Evaluation;

/// <summary>How do the rules decide? The one implementation, for answers, for tracking and for explanations.</summary>
/// <remarks>
/// The order of the checks is JavaScript's: <c>evalFeature</c> and <c>runExperiment</c> of the GrowthBook SDK. With
/// <see cref="NoTrace"/> nothing of the tracing is left in the compiled code.
/// </remarks>
internal ref struct Walk<TTrace>(Ruleset ruleset, Subject subject, CallerInputs? inputs, TTrace trace)
    where TTrace : struct, ITrace
{
    public readonly Subject Subject = subject;
    public readonly CallerInputs? Inputs = inputs;

    public TTrace Trace = trace;

    private readonly Ruleset _ruleset = ruleset;
    private WebAddress? _address;
    private bool _isAddressRead;

    /// <summary>What was remembered, and what was given since; null when nothing is to be remembered.</summary>
    public StickyBuckets? Sticky = inputs?.StickyBuckets;

    /// <summary>What came of the last experiment that was run.</summary>
    public Assignment Decided;

    /// <summary>Forgets what earlier evaluations of the subject have left behind.</summary>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public readonly void Begin()
    {
        if (!ReferenceEquals(Subject.Vocabulary, _ruleset.Vocabulary))
            throw new ArgumentException("The subject was read for another ruleset.");
        Subject.Trail.Reset();
    }

    /// <summary>What the feature comes to; for a prerequisite as for the one that was asked for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Outcome Feature(string key, CompiledFeature? feature)
    {
        if (TTrace.IsWatching)
            Trace.Enter(key);
        var outcome = FeatureIn(key, feature);
        if (TTrace.IsWatching)
            Trace.Leave(outcome);
        return outcome;
    }

    // Nothing can force a feature without inputs, nor lead back to one without prerequisites.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Outcome FeatureIn(string key, CompiledFeature? feature) =>
        feature is { HasPrerequisites: false } && Inputs is null ? Rules(feature) : FeatureOnTrail(key, feature);

    private Outcome FeatureOnTrail(string key, CompiledFeature? feature)
    {
        if (!Subject.Trail.TryEnter(key))
            return feature?.Cyclic ?? Outcome.Circle;
        if (Inputs is not null && Inputs.ForcedFeatures.TryGetValue(key, out var forced))
        {
            Subject.Trail.Leave();
            return Outcome.Override(key, forced);
        }
        var outcome = feature is null ? Outcome.NoFeature : Rules(feature);
        Subject.Trail.Leave();
        return outcome;
    }

    private Outcome Rules(CompiledFeature feature)
    {
        foreach (var rule in feature.Rules)
        {
            if (TTrace.IsWatching)
                Trace.Try(rule);
            if (Rule(rule, feature) is { } outcome)
                return outcome;
        }
        return feature.Otherwise;
    }

    /// <summary>As <see cref="Rule"/>, of a rule that only forces; nobody looks on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool Applies(in PlainRule rule)
    {
        if (rule.Condition is not null && !Subject.Meets(rule.Condition, rule.ConditionIndex))
            return false;
        return rule.Bounds.Contain(rule.Bucket < 0 ? 0 : Subject.Bucket(rule.Bucket));
    }

    /// <summary>
    /// What the rule gives, or the whole feature where it has prerequisites; null when the next rule is to be tried.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public Outcome? Whole(CompiledRule rule, CompiledFeature feature) =>
        feature.HasPrerequisites ? Feature(feature.Key, feature) : Rule(rule, feature);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Outcome? Rule(CompiledRule rule, CompiledFeature feature)
    {
        if (rule.Prerequisites is not null && Prerequisites(rule.Prerequisites, feature, out var ended))
            return ended;
        if (rule.Filters is not null && IsFilteredOut(rule.Filters))
            return null;
        if (rule.Experiment is not null)
            return Decide(rule.Experiment);
        return rule.Forced is not null
            && (rule.Condition is null || Matches(rule.Condition))
            && (rule.Rollout is null || IsIncluded(rule.Rollout))
            ? rule.Forced
            : null;
    }

    /// <summary>True when a prerequisite decides: on the feature, or, where the outcome is null, on the rule.</summary>
    private bool Prerequisites(Prerequisite[] prerequisites, CompiledFeature feature, out Outcome? ended)
    {
        foreach (var prerequisite in prerequisites)
        {
            var outcome = Prerequisite(prerequisite.Key);
            var isCyclic = outcome.Source == Source.CyclicPrerequisite;
            if (Passes(Check.Prerequisite, !isCyclic && prerequisite.IsMetBy(outcome), prerequisite))
                continue;
            ended = isCyclic ? feature.Cyclic : prerequisite.IsGate ? feature.Gated : null;
            return true;
        }
        ended = null;
        return false;
    }

    private Outcome Prerequisite(string key)
    {
        if (!_ruleset.TryGet(key, out var feature))
            return Feature(key, null);
        // A feature that stands above this one is a circle, also when it is done for another path.
        var trail = Subject.Trail;
        if (trail.Done(feature) is { } done && !trail.Keys.Contains(key))
            return done;
        var outcome = Feature(key, feature);
        if (outcome.Source != Source.CyclicPrerequisite)
            trail.Keep(feature, outcome);
        return outcome;
    }

    /// <summary>The answer of a check, shown to who looks on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Passes(Check check, bool passed, object? what = null, double bucket = double.NaN)
    {
        if (TTrace.IsWatching)
            Trace.Saw(check, passed, what, bucket);
        return passed;
    }

    /// <summary>Whether all are met, where none is a gate: those of an experiment on its own.</summary>
    public bool Meets(Prerequisite[] prerequisites)
    {
        foreach (var prerequisite in prerequisites)
        {
            var outcome = Prerequisite(prerequisite.Key);
            var isMet = outcome.Source != Source.CyclicPrerequisite && prerequisite.IsMetBy(outcome);
            if (!Passes(Check.Prerequisite, isMet, prerequisite))
                return false;
        }
        return true;
    }

    /// <summary>The page's; null when the caller names none.</summary>
    public WebAddress? Address()
    {
        if (!_isAddressRead)
            _address = UrlTargets.Parse(Inputs?.Url);
        _isAddressRead = true;
        return _address;
    }

    public bool IsFilteredOut(BucketFilter[] filters)
    {
        foreach (var filter in filters)
        {
            var bucket = Subject.CanHash(filter.Hash.Slot) ? Subject.Bucket(filter.Hash) : double.NaN;
            var passes = BucketRanges.Choose(bucket, filter.Ranges) >= 0;
            if (!Passes(Check.Filter, passes, filter, bucket))
                return true;
        }
        return false;
    }

    public bool Matches(Condition condition) =>
        Passes(Check.Condition, Subject.Meets(condition), condition);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsIncluded(Rollout rollout)
    {
        var bucket = double.NaN;
        if (!rollout.IncludesNobody && Hashed(rollout.Hash, rollout.Fallback) is { } hash)
            bucket = Subject.Bucket(hash);
        return Passes(Check.Rollout, rollout.Bounds.Contain(bucket), rollout, bucket);
    }

    /// <summary>The hash whose attribute has a value; null when none has. Only sticky bucketing falls back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly BucketHash? Hashed(BucketHash hash, BucketHash? fallback)
    {
        if (Subject.CanHash(hash.Slot))
            return hash;
        return fallback is not null && Sticky is not null && Subject.CanHash(fallback.Slot) ? fallback : null;
    }

    /// <summary>The variation's answer; null when the subject takes no part or the variation leaves it open.</summary>
    private Outcome? Decide(Experiment experiment)
    {
        Decided = ExperimentRun.Of(ref this, experiment);
        if (!Decided.IsIn)
            return null;
        var variation = Decided.Variation;
        return Passes(Check.Passthrough, !variation.IsPassthrough, variation) ? variation.Outcome : null;
    }
}
