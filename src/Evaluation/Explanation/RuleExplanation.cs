using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Why did a rule decide, or not?</summary>
/// <param name="Index">As published, from 0.</param>
/// <param name="Id">As published; null when there is none.</param>
/// <param name="Decided">
/// Whether the feature's value comes from this rule, also when a closed gate took it away.
/// </param>
/// <param name="Checks">What was checked, in order; the last one failed when the rule did not decide.</param>
public sealed record RuleExplanation(
    int Index, string? Id, bool Decided, ImmutableArray<CheckExplanation> Checks);
