namespace Actors.Evaluation;

/// <summary>Is this subject within the rule's percentage?</summary>
/// <param name="coverage">The share included, 0 to 1; the bound itself is included, but 0 includes nobody.</param>
/// <param name="attribute">Whose value is hashed: a name, no path. Without a value nobody is included.</param>
/// <param name="seed">Part of what is hashed; rollouts of one seed include the same subjects.</param>
/// <param name="hashVersion">See <see cref="Bucketing"/>; an unknown one includes nobody.</param>
internal sealed class Rollout(double coverage, string attribute, string seed, int hashVersion)
{
    public string Attribute => attribute;

    public bool Includes(ScriptValue attributes)
    {
        if (coverage == 0)
            return false;
        return attributes.Step(attribute) is { IsTruthy: true } value
            && Bucketing.Bucket(seed, value.ToText(), hashVersion) <= coverage;
    }
}
