namespace Actors.Evaluation;

/// <summary>Is this subject within the rule's percentage?</summary>
/// <param name="coverage">The share included, 0 to 1; the bound itself is included, but 0 includes nobody.</param>
/// <param name="attribute">Whose value is hashed; a subject without it is never included.</param>
/// <param name="seed">Part of what is hashed; rollouts of one seed include the same subjects.</param>
/// <param name="hashVersion">See <see cref="Bucketing"/>; an unknown one includes nobody.</param>
internal sealed class Rollout(double coverage, AttributePath attribute, string seed, int hashVersion)
{
    public bool Includes(ScriptValue attributes)
    {
        if (coverage == 0)
            return false;
        var value = attribute.ResolveLiteralFirst(attributes);
        return value.IsTruthy && Bucketing.Bucket(seed, value.ToText(), hashVersion) <= coverage;
    }
}
