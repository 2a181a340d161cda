using System.Text;

namespace Actors.Evaluation;

/// <summary>The JSON types as JavaScript sees them.</summary>
internal enum ScriptKind
{
    Null,
    Boolean,
    Number,
    Text,
    List,
    Object,
}

/// <summary>What does JavaScript make of this JSON value? Attributes and operands are read into it once.</summary>
/// <remarks>
/// Published operands are shared between threads: what is computed late here is computed alike by all, so that a
/// race writes the same answer twice.
/// </remarks>
internal sealed class ScriptValue
{
    public static readonly ScriptValue Null = new(ScriptKind.Null);
    public static readonly ScriptValue True = new(ScriptKind.Boolean) { Number = 1 };
    public static readonly ScriptValue False = new(ScriptKind.Boolean) { Number = 0 };

    private string? _text;
    private object? _parsedNumber;

    private ScriptValue(ScriptKind kind) => Kind = kind;

    public ScriptKind Kind { get; }

    /// <summary>Of a number its value, of a boolean 0 or 1; meaningless for the others.</summary>
    public double Number { get; private init; }

    /// <summary>The elements of a list; empty for the others.</summary>
    public ScriptValue[] Items { get; private init; } = [];

    /// <summary>The members of an object in JavaScript's own order; empty for the others.</summary>
    public OrderedDictionary<string, ScriptValue>? Members { get; private init; }

    /// <summary>JavaScript's truthiness: null, false, 0 and "" are false; an empty list is true.</summary>
    public bool IsTruthy => Kind switch
    {
        ScriptKind.Null => false,
        ScriptKind.Boolean or ScriptKind.Number => Number != 0,
        ScriptKind.Text => _text!.Length > 0,
        _ => true,
    };

    /// <summary>Whether this becomes a text where JavaScript wants a primitive: texts, lists and objects do.</summary>
    public bool IsTextAsPrimitive => Kind is ScriptKind.Text or ScriptKind.List or ScriptKind.Object;

    public static ScriptValue Of(bool value) => value ? True : False;

    public static ScriptValue Of(double value) => new(ScriptKind.Number) { Number = value };

    public static ScriptValue Of(string value) => new(ScriptKind.Text) { _text = value };

    public static ScriptValue Of(ScriptValue[] items) => new(ScriptKind.List) { Items = items };

    public static ScriptValue Of(OrderedDictionary<string, ScriptValue> members) =>
        new(ScriptKind.Object) { Members = members };

    /// <summary>One step of a path: a member of an object, or an index or the length of a list; else null.</summary>
    public ScriptValue? Step(string name)
    {
        if (Kind == ScriptKind.Object)
            return Members!.GetValueOrDefault(name);
        if (Kind != ScriptKind.List)
            return null;
        if (name == "length")
            return Of((double)Items.Length);
        return ArrayIndex.TryParse(name, out var index) && index < Items.Length ? Items[index] : null;
    }

    /// <summary><c>value + ""</c>. Kept once made, since many conditions ask the same attribute.</summary>
    public string ToText() => _text ??= Kind switch
    {
        ScriptKind.Null => "null",
        ScriptKind.Boolean => Number != 0 ? "true" : "false",
        ScriptKind.Number => ScriptNumber.Format(Number),
        ScriptKind.List => Joined(),
        _ => "[object Object]",
    };

    /// <summary><c>value * 1</c>: NaN for what is no number.</summary>
    public double ToNumber() => Kind switch
    {
        ScriptKind.Null => 0,
        ScriptKind.Boolean or ScriptKind.Number => Number,
        ScriptKind.Object => double.NaN,
        _ => (double)(_parsedNumber ??= ScriptNumber.Parse(ToText())),
    };

    private string Joined()
    {
        var joined = new StringBuilder();
        AppendItems(joined);
        return joined.ToString();
    }

    private void AppendItems(StringBuilder joined)
    {
        for (var i = 0; i < Items.Length; i++)
        {
            if (i > 0)
                joined.Append(',');
            var item = Items[i];
            if (item.Kind == ScriptKind.List)
                item.AppendItems(joined);
            else if (item.Kind != ScriptKind.Null)
                joined.Append(item.ToText());
        }
    }
}
