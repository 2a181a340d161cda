namespace Actors.Evaluation;

/// <summary>The JSON types as JavaScript sees them.</summary>
internal enum ScriptKind : byte
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
/// 24 bytes that own nothing: a text, a list or an object is a cut of an array (or a string) that somebody else keeps.
/// A published operand's arrays live as long as it does; a subject's come from a pool, and a value of it must not be
/// kept beyond the request. The default is null.
/// </remarks>
internal readonly struct ScriptValue
{
    public static readonly ScriptValue True = new(ScriptKind.Boolean, null, BitConverter.DoubleToInt64Bits(1));
    public static readonly ScriptValue False = new(ScriptKind.Boolean, null, 0);

    private readonly object? _source;
    private readonly long _bits;

    private ScriptValue(ScriptKind kind, object? source, long bits)
    {
        Kind = kind;
        _source = source;
        _bits = bits;
    }

    private ScriptValue(ScriptKind kind, Array source, int start, int length)
        : this(kind, source, Cut(start, length))
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, source.Length - start);
    }

    public static ScriptValue Null => default;

    public ScriptKind Kind { get; }

    /// <summary>Of a number its value, of a boolean 0 or 1; meaningless for the others.</summary>
    public double Number => BitConverter.Int64BitsToDouble(_bits);

    /// <summary>The UTF-16 code units of a text; empty for the others.</summary>
    public ReadOnlySpan<char> Text => _source switch
    {
        string whole => whole,
        char[] buffer => buffer.AsSpan(Start, Length),
        _ => default,
    };

    /// <summary>The elements of a list; empty for the others.</summary>
    public ReadOnlySpan<ScriptValue> Items => _source is ScriptValue[] items ? items.AsSpan(Start, Length) : default;

    /// <summary>The members of an object in JavaScript's own order, each name once; empty for the others.</summary>
    public ReadOnlySpan<ScriptMember> Members =>
        _source is ScriptMember[] members ? members.AsSpan(Start, Length) : default;

    /// <summary>JavaScript's truthiness: null, false, 0 and "" are false; an empty list is true.</summary>
    public bool IsTruthy => Kind switch
    {
        ScriptKind.Null => false,
        ScriptKind.Boolean or ScriptKind.Number => Number != 0,
        ScriptKind.Text => !Text.IsEmpty,
        _ => true,
    };

    /// <summary>Whether this becomes a text where JavaScript wants a primitive: texts, lists and objects do.</summary>
    public bool IsTextAsPrimitive => Kind >= ScriptKind.Text;

    private int Start => (int)(_bits >> 32);

    private int Length => (int)_bits;

    public static ScriptValue Of(bool value) => value ? True : False;

    public static ScriptValue Of(double value) => new(ScriptKind.Number, null, BitConverter.DoubleToInt64Bits(value));

    public static ScriptValue Of(string value) => new(ScriptKind.Text, value, 0);

    public static ScriptValue Of(char[] buffer, int start, int length) => new(ScriptKind.Text, buffer, start, length);

    public static ScriptValue Of(ScriptValue[] items) => Of(items, 0, items.Length);

    public static ScriptValue Of(ScriptValue[] buffer, int start, int length) =>
        new(ScriptKind.List, buffer, start, length);

    public static ScriptValue Of(ScriptMember[] members) => Of(members, 0, members.Length);

    public static ScriptValue Of(ScriptMember[] buffer, int start, int length) =>
        new(ScriptKind.Object, buffer, start, length);

    /// <summary>One step of a path: a member of an object, or an index or the length of a list; else null.</summary>
    public ScriptValue? Step(ReadOnlySpan<char> name)
    {
        if (Kind == ScriptKind.Object)
            return Member(name);
        if (Kind != ScriptKind.List)
            return null;
        if (name is "length")
            return Of((double)Length);
        return ArrayIndex.TryParse(name, out var index) && index < Length ? Items[index] : null;
    }

    /// <summary><c>value + ""</c> as a string; a new one each time, unless the value is a string already.</summary>
    public string ToText()
    {
        if (_source is string whole)
            return whole;
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(this, scratch);
        return text.Chars.ToString();
    }

    /// <summary><c>value * 1</c>: NaN for what is no number.</summary>
    public double ToNumber() => Kind switch
    {
        ScriptKind.Null => 0,
        ScriptKind.Boolean or ScriptKind.Number => Number,
        ScriptKind.Text => ScriptNumber.Parse(Text),
        ScriptKind.Object => double.NaN,
        _ => ListToNumber(),
    };

    private ScriptValue? Member(ReadOnlySpan<char> name)
    {
        foreach (ref readonly var member in Members)
        {
            if (member.Name.SequenceEqual(name))
                return member.Value;
        }
        return null;
    }

    private double ListToNumber()
    {
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(this, scratch);
        return ScriptNumber.Parse(text.Chars);
    }

    private static long Cut(int start, int length) => ((long)start << 32) | (uint)length;
}
