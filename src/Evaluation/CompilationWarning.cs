namespace Actors.Evaluation;

/// <summary>What in a published feature was not understood, and what we do instead?</summary>
/// <param name="FeatureKey">The feature it was found in.</param>
/// <param name="Path">Where, as a JSON pointer into the definition (RFC 6901): "/rules/0/condition".</param>
/// <param name="Code">
/// Stable, for programs: "malformed-feature", "malformed-rule", "malformed-condition" (left out),
/// "malformed-experiment" (left out), "rule-without-effect", "unknown-operator" (is false),
/// "unusable-operand" (is false), "unknown-saved-group" (counts as empty),
/// "unknown-contextual-bandit" (the rule goes by its own weights),
/// "unknown-hash-version" (includes nobody), "unknown-key" (is ignored).
/// </param>
/// <param name="Message">One sentence for people.</param>
public sealed record CompilationWarning(string FeatureKey, string Path, string Code, string Message);
