using System.Collections.Frozen;

namespace Actors.Evaluation;

/// <summary><c>$in</c>: is the value, or one element of it when it is a list, strictly equal to one of these?</summary>
/// <remarks>Sets by type, so that a list of a thousand customers costs one look-up.</remarks>
internal sealed class IsIn : ValueTest
{
    private readonly FrozenSet<string> _texts;
    private readonly FrozenSet<double> _numbers;
    private readonly bool _hasTrue;
    private readonly bool _hasFalse;
    private readonly bool _hasNull;

    public IsIn(ScriptValue[] expected)
    {
        _texts = expected.Where(value => value.Kind == ScriptKind.Text)
            .Select(value => value.ToText()).ToFrozenSet(StringComparer.Ordinal);
        _numbers = expected.Where(value => value.Kind == ScriptKind.Number)
            .Select(value => value.Number).ToFrozenSet();
        _hasTrue = expected.Contains(ScriptValue.True);
        _hasFalse = expected.Contains(ScriptValue.False);
        _hasNull = expected.Any(value => value.Kind == ScriptKind.Null);
    }

    public override bool Passes(ScriptValue value)
    {
        if (value.Kind != ScriptKind.List)
            return Contains(value);
        foreach (var item in value.Items)
        {
            if (Contains(item))
                return true;
        }
        return false;
    }

    private bool Contains(ScriptValue value) => value.Kind switch
    {
        ScriptKind.Null => _hasNull,
        ScriptKind.Boolean => value.IsTruthy ? _hasTrue : _hasFalse,
        ScriptKind.Number => _numbers.Contains(value.Number),
        ScriptKind.Text => _texts.Contains(value.ToText()),
        _ => false,
    };
}
