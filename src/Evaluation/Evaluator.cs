namespace Actors.Evaluation;

/// <summary>What does this subject get? The same answer for the same feature and attributes, in every region.</summary>
public static class Evaluator
{
    /// <summary>The first rule that applies decides; else the default value.</summary>
    /// <param name="ruleset">The one that the subject was read for.</param>
    /// <param name="feature">One of the ruleset's.</param>
    /// <param name="subject">Who asks.</param>
    /// <param name="inputs">What else the caller says; null for nothing.</param>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static Outcome Evaluate(
        Ruleset ruleset, CompiledFeature feature, Subject subject, CallerInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(feature);
        var walk = new Walk<NoTrace>(ruleset, subject, inputs, default);
        walk.Begin();
        return walk.Feature(feature.Key, feature);
    }

    /// <summary>As <see cref="Evaluate"/>, with everything that GrowthBook's SDKs say of it.</summary>
    /// <param name="key">A key that no feature has is answered as <see cref="Source.UnknownFeature"/>.</param>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static FeatureResult EvaluateFully(
        Ruleset ruleset, string key, Subject subject, CallerInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ruleset.TryGet(key, out var feature);
        var walk = new Walk<NoTrace>(ruleset, subject, inputs, default);
        walk.Begin();
        var outcome = walk.Feature(key, feature);
        var experiment = outcome.Source == Source.Experiment ? new ExperimentResult(walk.Decided, subject) : null;
        return new FeatureResult(outcome, experiment, walk.Sticky);
    }

    /// <summary>As <see cref="Evaluate"/>, with every rule tried and why it decided or did not.</summary>
    /// <param name="key">A key that no feature has is answered as <see cref="Source.UnknownFeature"/>.</param>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static Explanation Explain(Ruleset ruleset, string key, Subject subject, CallerInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(subject);
        ruleset.TryGet(key, out var feature);
        var builder = new ExplanationBuilder(subject);
        var walk = new Walk<ExplainingTrace>(ruleset, subject, inputs, new ExplainingTrace(builder));
        walk.Begin();
        var outcome = walk.Feature(key, feature);
        return builder.Last! with
        {
            Experiment = outcome.Source == Source.Experiment ? new ExperimentResult(walk.Decided, subject) : null,
        };
    }

    /// <summary>Which variation of an experiment on its own the subject gets.</summary>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static ExperimentResult Run(
        Ruleset ruleset, PublishedExperiment experiment, Subject subject, CallerInputs? inputs = null)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        var walk = new Walk<NoTrace>(ruleset, subject, inputs, default);
        walk.Begin();
        return new ExperimentResult(ExperimentRun.Of(ref walk, experiment.Experiment), subject);
    }

    /// <summary>What the experiments of pages do with the visitor of the page at the caller's address.</summary>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static PageVisit Visit(Ruleset ruleset, Subject subject, CallerInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(inputs);
        return PageVisit.Of(ruleset, subject, inputs);
    }

    /// <summary>
    /// Under which keys a store keeps what the subject was given before: one for each attribute by which any rule's
    /// experiment buckets, whether the subject has it or not.
    /// </summary>
    public static IReadOnlySet<string> StickyKeys(Ruleset ruleset, Subject subject)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(subject);
        var experiments = ruleset.Features.SelectMany(feature => feature.Rules).Select(rule => rule.Experiment)
            .Concat(ruleset.Experiments.Select(experiment => experiment.Experiment)).OfType<Experiment>();
        return experiments.SelectMany(experiment => new[] { experiment.Hash, experiment.Fallback }).OfType<BucketHash>()
            .Select(hash => StickyDocument.KeyOf(hash.Attribute, StickyMemory.TextOf(subject.At(hash.Slot))))
            .ToHashSet(StringComparer.Ordinal);
    }
}
