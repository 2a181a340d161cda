namespace Actors.Evaluation;

/// <summary><c>$in $ini $inGroup</c>: is the value, or one element of it when it is a list, in the set?</summary>
internal sealed class IsIn(ValueSet expected) : ValueTest
{
    public override bool Passes(in ScriptValue value) => expected.ContainsAny(value);
}

/// <summary><c>$all $alli</c>: each of these tests is passed by some element of the list.</summary>
internal sealed class HasAll(ValueTest[] tests) : ValueTest
{
    public override bool Passes(in ScriptValue value)
    {
        if (value.Kind != ScriptKind.List)
            return false;
        foreach (var test in tests)
        {
            if (!IsPassedByAny(test, value.Items))
                return false;
        }
        return true;
    }

    private static bool IsPassedByAny(ValueTest test, ReadOnlySpan<ScriptValue> items)
    {
        foreach (ref readonly var item in items)
        {
            if (test.Passes(item))
                return true;
        }
        return false;
    }
}

/// <summary><c>$size</c>: the list is as long as the test wants.</summary>
internal sealed class HasLength(ValueTest test) : ValueTest
{
    public override bool Passes(in ScriptValue value) =>
        value.Kind == ScriptKind.List && test.Passes(ScriptValue.Of((double)value.Items.Length));
}

/// <summary><c>$elemMatch</c>: one element of the list passes, null aside.</summary>
internal sealed class HasElement(ValueTest test) : ValueTest
{
    public override bool Passes(in ScriptValue value)
    {
        // Until 1.8.0 the JavaScript SDK also passed over false, 0 and "", which we do not repeat.
        foreach (ref readonly var item in value.Items)
        {
            if (item.Kind != ScriptKind.Null && test.Passes(item))
                return true;
        }
        return false;
    }
}

/// <summary>A condition asked of one element as if it were all attributes: within <see cref="HasElement"/>.</summary>
internal sealed class Satisfies(Condition condition) : ValueTest
{
    public override bool Passes(in ScriptValue value) => condition.Matches(value);
}
