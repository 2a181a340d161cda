namespace Actors.Evaluation;

/// <summary>Is this true of the attributes as a whole? A node of a compiled condition.</summary>
internal abstract class Condition
{
    public abstract bool Matches(in ScriptValue attributes);
}

/// <summary><c>$and</c>, and the entries of one object. True when empty.</summary>
internal sealed class AllOf(Condition[] conditions) : Condition
{
    public override bool Matches(in ScriptValue attributes)
    {
        foreach (var condition in conditions)
        {
            if (!condition.Matches(attributes))
                return false;
        }
        return true;
    }
}

/// <summary><c>$or</c>. The dialect holds an empty one to be true.</summary>
internal sealed class AnyOf(Condition[] conditions) : Condition
{
    public override bool Matches(in ScriptValue attributes)
    {
        foreach (var condition in conditions)
        {
            if (condition.Matches(attributes))
                return true;
        }
        return conditions.Length == 0;
    }
}

/// <summary><c>$not</c>, and around an <see cref="AnyOf"/> <c>$nor</c>.</summary>
internal sealed class NotThat(Condition condition) : Condition
{
    public override bool Matches(in ScriptValue attributes) => !condition.Matches(attributes);
}

/// <summary>One attribute put to a test.</summary>
internal sealed class AttributeIs(AttributePath path, ValueTest test) : Condition
{
    // Almost every path is a plain name.
    private readonly int _slot = path.IsSlot ? path.Slot : -1;

    public override bool Matches(in ScriptValue attributes) =>
        test.Passes(_slot >= 0 ? attributes.Items[_slot] : path.Resolve(attributes));
}
