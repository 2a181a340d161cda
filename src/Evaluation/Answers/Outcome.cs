namespace Actors.Evaluation;

/// <summary>What does this subject get, and why?</summary>
/// <param name="ValueJson">
/// The value as compact UTF-8 JSON, encoded once when the feature was compiled. Empty means that there is no value and
/// the caller's own default holds; a published JSON <c>null</c> is the four bytes <c>null</c>.
/// </param>
/// <param name="Reason">Why.</param>
/// <param name="RuleIndex">The zero-based position of the deciding rule as published; -1 when no rule decided.</param>
/// <param name="RuleId">The deciding rule's <c>id</c>; null when it has none or no rule decided.</param>
public readonly record struct Outcome(ReadOnlyMemory<byte> ValueJson, Reason Reason, int RuleIndex, string? RuleId);
