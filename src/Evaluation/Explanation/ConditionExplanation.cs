namespace Actors.Evaluation;

/// <summary>Which attribute made a condition hold or fail?</summary>
/// <param name="Path">As published, such as "address.country".</param>
/// <param name="ActualJson">What the subject has there; a missing one is null.</param>
/// <param name="OperandJson">What was published for it.</param>
/// <param name="Matched">Whether the value is what was asked for. Below a <c>$not</c> a match makes it fail.</param>
public sealed record ConditionExplanation(string Path, string ActualJson, string OperandJson, bool Matched);
