using System.Globalization;

namespace Actors.Evaluation;

/// <summary>What comes next in a JavaScript regular expression?</summary>
internal sealed class PatternReader(string source)
{
    private int _at;

    /// <summary>The code unit taken last.</summary>
    public char Last => source[_at - 1];

    /// <summary>What is not taken yet.</summary>
    public ReadOnlySpan<char> Rest => source.AsSpan(_at);

    public bool TryTake(out char unit)
    {
        unit = '\0';
        if (_at == source.Length)
            return false;
        unit = source[_at++];
        return true;
    }

    public bool TryTake(ReadOnlySpan<char> expected)
    {
        if (!Rest.StartsWith(expected))
            return false;
        _at += expected.Length;
        return true;
    }

    public ReadOnlySpan<char> Take(int count)
    {
        _at += count;
        return source.AsSpan(_at - count, count);
    }

    public ReadOnlySpan<char> TakeDigits()
    {
        var end = Rest.IndexOfAnyExceptInRange('0', '9');
        return Take(end < 0 ? Rest.Length : end);
    }

    public void PutBack(int count = 1) => _at -= count;

    /// <summary>The name before "&gt;".</summary>
    public string TakeName()
    {
        var end = Rest.IndexOf('>');
        var name = end < 0 ? default : Take(end + 1)[..^1];
        if (name.IsEmpty || char.IsAsciiDigit(name[0]))
            throw new FormatException("A group of the pattern has no name.");
        foreach (var unit in name)
        {
            if (!char.IsLetterOrDigit(unit) && unit is not ('_' or '$'))
                throw new FormatException("A group's name holds what is no letter.");
        }
        return name.ToString();
    }

    /// <summary>Whether "{" was the start of a count, and not just a brace.</summary>
    public bool IsAtCount()
    {
        var start = _at;
        PutBack();
        var isCount = TryTakeCount(out _);
        _at = start;
        return isCount;
    }

    /// <summary>How often the last part may be repeated, in .NET's words; false when nothing is said.</summary>
    public bool TryTakeQuantifier(out string quantifier)
    {
        if (TryTake("*") || TryTake("+") || TryTake("?"))
            quantifier = Last.ToString();
        else if (!TryTakeCount(out quantifier))
            return false;
        if (TryTake("?"))
            quantifier += '?';
        return true;
    }

    private bool TryTakeCount(out string count)
    {
        count = "";
        var start = _at;
        if (!TryTake("{"))
            return false;
        var least = TakeDigits();
        if (least.IsEmpty)
            return Back(start);
        var most = TryTake(",") ? TakeDigits() : least;
        if (!TryTake("}"))
            return Back(start);
        var (from, to) = (Clamp(least), most.IsEmpty ? int.MaxValue : Clamp(most));
        if (from > to)
            throw new FormatException("The pattern repeats at least more often than at most.");
        count = to == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"{{{from},}}")
            : string.Create(CultureInfo.InvariantCulture, $"{{{from},{to}}}");
        return true;
    }

    // Always false, so that it can be returned in place.
    private bool Back(int start)
    {
        _at = start;
        return false;
    }

    private static int Clamp(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
}
