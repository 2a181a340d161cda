using System.Collections.Frozen;

namespace Actors.Evaluation;

/// <summary><c>$in</c>: is the value, or one element of it when it is a list, strictly equal to one of these?</summary>
/// <remarks>Sets by type, so that a list of a thousand customers costs one look-up.</remarks>
internal sealed class IsIn : ValueTest
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _texts;
    private readonly FrozenSet<double> _numbers;
    private readonly bool _hasTrue;
    private readonly bool _hasFalse;
    private readonly bool _hasNull;

    public IsIn(ReadOnlySpan<ScriptValue> expected)
    {
        var texts = new List<string>();
        var numbers = new List<double>();
        foreach (ref readonly var value in expected)
        {
            switch (value.Kind)
            {
                case ScriptKind.Text:
                    texts.Add(value.ToText());
                    break;
                case ScriptKind.Number:
                    numbers.Add(value.Number);
                    break;
                case ScriptKind.Boolean:
                    _hasTrue |= value.IsTruthy;
                    _hasFalse |= !value.IsTruthy;
                    break;
                case ScriptKind.Null:
                    _hasNull = true;
                    break;
            }
        }
        _texts = texts.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _numbers = numbers.ToFrozenSet();
    }

    public override bool Passes(in ScriptValue value)
    {
        if (value.Kind != ScriptKind.List)
            return Contains(value);
        foreach (ref readonly var item in value.Items)
        {
            if (Contains(item))
                return true;
        }
        return false;
    }

    private bool Contains(in ScriptValue value) => value.Kind switch
    {
        ScriptKind.Null => _hasNull,
        ScriptKind.Boolean => value.IsTruthy ? _hasTrue : _hasFalse,
        ScriptKind.Number => _numbers.Contains(value.Number),
        ScriptKind.Text => _texts.Contains(value.Text),
        _ => false,
    };
}
