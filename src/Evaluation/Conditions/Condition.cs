namespace Actors.Evaluation;

/// <summary>Is this true of the attributes as a whole? A node of a compiled condition.</summary>
internal abstract class Condition
{
    public abstract bool Matches(in ScriptValue attributes);

    /// <summary>Adds the attributes that made this come out as it did.</summary>
    /// <param name="matched">What <see cref="Matches"/> answered.</param>
    public abstract void Blame(in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed);

    /// <summary>The first of those that came out so.</summary>
    protected static void BlameFirst(
        Condition[] conditions, in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed)
    {
        foreach (var condition in conditions)
        {
            if (condition.Matches(attributes) != matched)
                continue;
            condition.Blame(attributes, matched, blamed);
            return;
        }
    }

    /// <summary>All of them, which came out alike.</summary>
    protected static void BlameAll(
        Condition[] conditions, in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed)
    {
        foreach (var condition in conditions)
            condition.Blame(attributes, matched, blamed);
    }
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

    public override void Blame(in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed)
    {
        if (matched)
            BlameAll(conditions, attributes, matched, blamed);
        else
            BlameFirst(conditions, attributes, matched, blamed);
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

    public override void Blame(in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed)
    {
        if (matched)
            BlameFirst(conditions, attributes, matched, blamed);
        else
            BlameAll(conditions, attributes, matched, blamed);
    }
}

/// <summary><c>$not</c>, and around an <see cref="AnyOf"/> <c>$nor</c>.</summary>
internal sealed class NotThat(Condition condition) : Condition
{
    public override bool Matches(in ScriptValue attributes) => !condition.Matches(attributes);

    public override void Blame(in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed) =>
        condition.Blame(attributes, !matched, blamed);
}

/// <summary>One attribute put to a test.</summary>
/// <param name="operand">What the test was compiled from.</param>
internal sealed class AttributeIs(AttributePath path, ValueTest test, in ScriptValue operand) : Condition
{
    // Almost every path is a plain name.
    private readonly int _slot = path.IsSlot ? path.Slot : -1;
    private readonly ScriptValue _operand = operand;

    public override bool Matches(in ScriptValue attributes) =>
        test.Passes(_slot >= 0 ? attributes.Items[_slot] : path.Resolve(attributes));

    public override void Blame(in ScriptValue attributes, bool matched, List<ConditionExplanation> blamed) =>
        blamed.Add(new ConditionExplanation(
            path.ToString(), CheckExplainer.Json(path.Resolve(attributes)), CheckExplainer.Json(_operand), matched));
}
