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
}
