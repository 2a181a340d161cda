namespace Actors.Evaluation;

/// <summary>Was a subject given the variation that its bucket says? Draws again, by the rules of a ruleset.</summary>
/// <remarks>
/// Whom an experiment includes cannot be told without all attributes of a subject; which variation those get that it
/// includes can: it follows from the hashed attribute.
/// </remarks>
public sealed class ExperimentDraws
{
    /// <summary>How an experiment's own rules are called: this, then its key.</summary>
    private const string RulePrefix = "experiment/";

    private readonly Dictionary<string, Experiment> _byKey;

    private ExperimentDraws(Dictionary<string, Experiment> byKey) => _byKey = byKey;

    /// <summary>The draws of the experiments that have rules of their own; all rules of one draw alike.</summary>
    public static ExperimentDraws Of(Ruleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        var byKey = new Dictionary<string, Experiment>(StringComparer.Ordinal);
        foreach (var rule in ruleset.Features.SelectMany(feature => feature.Rules))
        {
            if (rule.Experiment is { } experiment && rule.Id == RulePrefix + experiment.Key)
                byKey.TryAdd(experiment.Key, experiment);
        }
        return new ExperimentDraws(byKey);
    }

    /// <param name="experiment">Its key.</param>
    /// <param name="phase">In which the subject was given something; null: not said.</param>
    /// <param name="attribute">By which the subject is known.</param>
    /// <param name="value">The attribute's value, as a hash reads it.</param>
    public DrawnAgain Again(string experiment, string? phase, string attribute, ReadOnlySpan<char> value)
    {
        if (!_byKey.TryGetValue(experiment, out var known))
            return No(DrawObstacle.NotRunning);
        if (phase is null ? known.Phase is not (null or "1") : phase != known.Phase)
            return No(DrawObstacle.OtherPhase);
        if (known.Leaves is not null || known.Forced is not null || known.Namespace is not null)
            return No(DrawObstacle.NotByBucket);
        if (!known.Sticky.IsDisabled && (known.IsReallocated || known.Fallback is not null))
            return No(DrawObstacle.Remembered);
        if (known.Hash.Attribute != attribute)
            return No(DrawObstacle.OtherAttribute);
        var bucket = known.Hash.Of(value);
        return double.IsNaN(bucket)
            ? No(DrawObstacle.NotByBucket)
            : new DrawnAgain(DrawObstacle.None, Variation(known, value, bucket), known.IsReallocated);
    }

    private static DrawnAgain No(DrawObstacle obstacle) => new(obstacle, null, false);

    private static string? Variation(Experiment experiment, ReadOnlySpan<char> value, double bucket)
    {
        foreach (var filter in experiment.Filters ?? [])
        {
            // One by another attribute cannot be asked: the value is not known.
            if (filter.Hash.Attribute == experiment.Hash.Attribute
                && BucketRanges.Choose(filter.Hash.Of(value), filter.Ranges) < 0)
                return null;
        }
        var index = BucketRanges.Choose(bucket, experiment.Ranges);
        return index < 0 ? null : experiment.Variations[index].Key;
    }
}
