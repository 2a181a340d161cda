namespace Actors.Evaluation;

/// <summary>The orderings a condition can ask for.</summary>
internal enum Relation
{
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// <summary>Does JavaScript hold these two values to be equal, or in order?</summary>
internal static class ScriptComparison
{
    /// <summary><c>left === right</c> of values parsed apart: lists and objects are never the same.</summary>
    public static bool AreStrictlyEqual(in ScriptValue left, in ScriptValue right)
    {
        if (left.Kind != right.Kind)
            return false;
        return left.Kind switch
        {
            ScriptKind.Null => true,
            ScriptKind.Boolean or ScriptKind.Number => left.Number == right.Number,
            ScriptKind.Text => left.Text.SequenceEqual(right.Text),
            _ => false,
        };
    }

    /// <summary>
    /// <c>left &lt; right</c> and its kin (ECMA-262, 7.2.13): two texts by UTF-16 code unit, anything else as numbers;
    /// a comparison with what is no number is false.
    /// </summary>
    public static bool Holds(Relation relation, in ScriptValue left, in ScriptValue right)
    {
        if (left.IsTextAsPrimitive && right.IsTextAsPrimitive)
            return TextsHold(relation, left, right);
        var (a, b) = (left.ToNumber(), right.ToNumber());
        return !double.IsNaN(a) && !double.IsNaN(b) && Holds(relation, a.CompareTo(b));
    }

    /// <summary>Whether what compares with this sign (negative, zero, positive) is in the relation.</summary>
    public static bool Holds(Relation relation, int sign) => relation switch
    {
        Relation.Equal => sign == 0,
        Relation.Less => sign < 0,
        Relation.LessOrEqual => sign <= 0,
        Relation.Greater => sign > 0,
        _ => sign >= 0,
    };

    /// <summary>
    /// <c>JSON.stringify(left) === JSON.stringify(right)</c> without the strings: the order of members counts, and a
    /// number too large for a double is written as null.
    /// </summary>
    public static bool AreWrittenAlike(in ScriptValue left, in ScriptValue right)
    {
        var kind = WrittenKind(left);
        if (kind != WrittenKind(right))
            return false;
        return kind switch
        {
            ScriptKind.List => ListsAreWrittenAlike(left.Items, right.Items),
            ScriptKind.Object => MembersAreWrittenAlike(left.Members, right.Members),
            ScriptKind.Null => true,
            _ => AreStrictlyEqual(left, right),
        };
    }

    // SequenceCompareTo compares code units, as JavaScript does and as string.CompareOrdinal would.
    private static bool TextsHold(Relation relation, in ScriptValue left, in ScriptValue right)
    {
        Span<char> ours = stackalloc char[ScriptText.ScratchLength];
        Span<char> theirs = stackalloc char[ScriptText.ScratchLength];
        using var a = new ScriptText(left, ours);
        using var b = new ScriptText(right, theirs);
        return Holds(relation, a.Chars.SequenceCompareTo(b.Chars));
    }

    private static ScriptKind WrittenKind(in ScriptValue value) =>
        value.Kind == ScriptKind.Number && !double.IsFinite(value.Number) ? ScriptKind.Null : value.Kind;

    private static bool ListsAreWrittenAlike(ReadOnlySpan<ScriptValue> left, ReadOnlySpan<ScriptValue> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!AreWrittenAlike(left[i], right[i]))
                return false;
        }
        return true;
    }

    private static bool MembersAreWrittenAlike(
        ReadOnlySpan<ScriptMember> left, ReadOnlySpan<ScriptMember> right)
    {
        if (left.Length != right.Length)
            return false;
        for (var i = 0; i < left.Length; i++)
        {
            if (!left[i].Name.SequenceEqual(right[i].Name) || !AreWrittenAlike(left[i].Value, right[i].Value))
                return false;
        }
        return true;
    }
}
