namespace Actors.Evaluation;

/// <summary>Does this rule decide for the subject, and with which value?</summary>
internal sealed class CompiledRule(Condition? condition, Rollout? rollout, Outcome outcome)
{
    public Outcome Outcome => outcome;

    /// <summary>The attribute whose text is hashed; null when nothing is.</summary>
    public string? HashAttribute => rollout?.Attribute;

    public bool AppliesTo(ScriptValue attributes) =>
        (condition is null || condition.Matches(attributes)) && (rollout is null || rollout.Includes(attributes));
}
