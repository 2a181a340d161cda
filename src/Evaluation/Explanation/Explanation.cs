using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Why does a subject get what it gets: which rules were tried, and what came of each?</summary>
/// <remarks>Which version of the ruleset it was, its publisher knows.</remarks>
/// <param name="FeatureKey">The feature.</param>
/// <param name="Outcome">What the same evaluation answers without an explanation.</param>
/// <param name="Rules">Every rule tried, in order; those behind the deciding one were not.</param>
public sealed record Explanation(string FeatureKey, Outcome Outcome, ImmutableArray<RuleExplanation> Rules)
{
    /// <summary>The experiment that decided; null when none did, and always of a prerequisite.</summary>
    public ExperimentResult? Experiment { get; init; }
}
