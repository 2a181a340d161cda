namespace Actors.Evaluation;

/// <summary>Which value must another feature have for this rule to apply?</summary>
/// <param name="key">The other feature's key.</param>
/// <param name="condition">Asked of <c>{"value": …}</c>; null for an empty one, which is true.</param>
/// <param name="isGate">True when a failure decides for the whole feature, which then has no value.</param>
internal sealed class Prerequisite(string key, Condition? condition, bool isGate)
{
    public string Key => key;

    public Condition? Condition => condition;

    public bool IsGate => isGate;

    public bool IsMetBy(Outcome outcome) => condition is null || condition.Matches(outcome.AsParent);
}
