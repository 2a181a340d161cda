namespace Actors.Evaluation;

/// <summary>Does one attribute's value pass? A missing attribute is tested as null.</summary>
internal abstract class ValueTest
{
    public abstract bool Passes(in ScriptValue value);
}

/// <summary><c>"age": 30</c>: the value taken as a number is this one, so "30" and [30] pass, and null for 0.</summary>
internal sealed class CountsAs(double number) : ValueTest
{
    public override bool Passes(in ScriptValue value) => value.ToNumber() == number;
}

/// <summary><c>"premium": true</c>: truthiness, of which null has neither kind.</summary>
internal sealed class HasTruth(bool truth) : ValueTest
{
    public override bool Passes(in ScriptValue value) => value.Kind != ScriptKind.Null && value.IsTruthy == truth;
}

/// <summary><c>"tags": ["a"]</c>, <c>"user": {"a": 1}</c>: written as JSON they are the same text.</summary>
internal sealed class IsWrittenAs(ScriptValue operand) : ValueTest
{
    public override bool Passes(in ScriptValue value) => ScriptComparison.AreWrittenAlike(value, operand);
}

/// <summary><c>$eq</c>, and <c>"attribute": null</c>: the same type and the same value.</summary>
internal sealed class EqualsStrictly(ScriptValue operand) : ValueTest
{
    public override bool Passes(in ScriptValue value) => ScriptComparison.AreStrictlyEqual(value, operand);
}

/// <summary><c>$lt $lte $gt $gte</c>.</summary>
internal sealed class Compares(Relation relation, ScriptValue operand) : ValueTest
{
    public override bool Passes(in ScriptValue value) => ScriptComparison.Holds(relation, value, operand);
}

/// <summary><c>$exists</c>: null does not exist, whether it was sent or not.</summary>
internal sealed class Exists(bool expected) : ValueTest
{
    public override bool Passes(in ScriptValue value) => value.Kind != ScriptKind.Null == expected;
}

/// <summary><c>$type</c>: JavaScript's <c>typeof</c>, but "null" for null and "array" for a list.</summary>
internal sealed class IsOfKind(ScriptKind kind) : ValueTest
{
    public override bool Passes(in ScriptValue value) => value.Kind == kind;
}

/// <summary>Every operator of one object.</summary>
internal sealed class PassesAll(ValueTest[] tests) : ValueTest
{
    public override bool Passes(in ScriptValue value)
    {
        foreach (var test in tests)
        {
            if (!test.Passes(value))
                return false;
        }
        return true;
    }
}

/// <summary>What its operator negates: <c>$not $ne $nin $nini $notInGroup $vne</c>.</summary>
internal sealed class Fails(ValueTest test) : ValueTest
{
    public override bool Passes(in ScriptValue value) => !test.Passes(value);
}

/// <summary>An operator the dialect does not know, or an operand it cannot use.</summary>
internal sealed class Never : ValueTest
{
    public override bool Passes(in ScriptValue value) => false;
}
