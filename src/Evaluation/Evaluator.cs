namespace Actors.Evaluation;

/// <summary>What does this subject get? The same answer for the same feature and attributes, in every region.</summary>
public static class Evaluator
{
    /// <summary>The first rule that applies decides; else the default value. Never throws.</summary>
    public static Outcome Evaluate(CompiledFeature feature, Subject subject)
    {
        ArgumentNullException.ThrowIfNull(feature);
        ArgumentNullException.ThrowIfNull(subject);
        if (!feature.Enabled)
            return new Outcome(default, Reason.Disabled, -1, null);
        var attributes = subject.Attributes;
        foreach (var rule in feature.Rules)
        {
            if (rule.AppliesTo(attributes))
                return rule.Outcome;
        }
        return feature.Otherwise;
    }
}
