namespace Actors.Evaluation;

/// <summary><c>"country": "US"</c>: the value as text is this text, so 1 passes for "1" and null for "null".</summary>
internal sealed class ReadsAs(string text) : ValueTest
{
    public override bool Passes(in ScriptValue value) =>
        value.Kind == ScriptKind.Text ? value.Text.SequenceEqual(text) : IsWritten(value);

    private bool IsWritten(in ScriptValue value)
    {
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var written = new ScriptText(value, scratch);
        return written.Chars.SequenceEqual(text);
    }
}

/// <summary>A text within <c>$alli</c>: as <see cref="ReadsAs"/>, both in lower case.</summary>
internal sealed class ReadsAsInAnyCase(string text) : ValueTest
{
    private readonly string _lowered = ScriptCase.ToLower(text);

    public override bool Passes(in ScriptValue value)
    {
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var written = new ScriptText(value, scratch);
        Span<char> otherScratch = stackalloc char[ScriptText.ScratchLength];
        using var lowered = new LoweredText(written.Chars, otherScratch);
        return lowered.Chars.SequenceEqual(_lowered);
    }
}

/// <summary><c>$regex $regexi</c>: the value as text holds a match.</summary>
internal sealed class HoldsMatch(ScriptPattern pattern) : ValueTest
{
    public override bool Passes(in ScriptValue value)
    {
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(value, scratch);
        return pattern.IsMatch(text.Chars);
    }
}

/// <summary><c>$veq $vgt $vgte $vlt $vlte</c>.</summary>
internal sealed class ComparesAsVersion : ValueTest
{
    private readonly Relation _relation;
    private readonly string _version;
    private readonly long _order;

    public ComparesAsVersion(Relation relation, in ScriptValue operand)
    {
        using var version = new ScriptVersion(operand, stackalloc char[ScriptVersion.ScratchLength]);
        _relation = relation;
        _version = version.Chars.ToString();
        _order = ScriptVersion.PlainOrder(operand);
    }

    public override bool Passes(in ScriptValue value)
    {
        if (_order >= 0 && ScriptVersion.PlainOrder(value) is >= 0 and var order)
            return ScriptComparison.Holds(_relation, order.CompareTo(_order));
        using var version = new ScriptVersion(value, stackalloc char[ScriptVersion.ScratchLength]);
        return ScriptComparison.Holds(_relation, version.Chars.SequenceCompareTo(_version));
    }
}
