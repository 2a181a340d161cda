using System.Globalization;
using System.Text;

namespace Actors.Evaluation;

/// <summary>Which UTF-16 code units does a part of a pattern match?</summary>
internal sealed class CodeUnits
{
    private readonly List<(char First, char Last)> _ranges = [];

    public static CodeUnits None { get; } = new();

    public static CodeUnits Digits { get; } = Of(('0', '9'));

    public static CodeUnits WordUnits { get; } = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>WhiteSpace and LineTerminator (ECMA-262, 12.2 and 12.3).</summary>
    public static CodeUnits Spaces { get; } = Of(
        ('\t', '\r'), (' ', ' '), ('\u00a0', '\u00a0'), ('\u1680', '\u1680'), ('\u2000', '\u200a'),
        ('\u2028', '\u2029'), ('\u202f', '\u202f'), ('\u205f', '\u205f'), ('\u3000', '\u3000'), ('\ufeff', '\ufeff'));

    /// <summary>What "." does not match.</summary>
    public static CodeUnits LineEnds { get; } = Of(('\n', '\n'), ('\r', '\r'), ('\u2028', '\u2029'));

    public static CodeUnits Of(params ReadOnlySpan<(char First, char Last)> ranges)
    {
        var units = new CodeUnits();
        foreach (var (first, last) in ranges)
            units.Add(first, last);
        return units;
    }

    public void Add(char first, char last) => _ranges.Add((first, last));

    public void Add(CodeUnits others) => _ranges.AddRange(others._ranges);

    /// <summary>All others; the ranges must be ascending and apart.</summary>
    public CodeUnits Complement()
    {
        var others = new CodeUnits();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
                others.Add((char)next, (char)(first - 1));
            next = last + 1;
        }
        if (next <= char.MaxValue)
            others.Add((char)next, char.MaxValue);
        return others;
    }

    /// <summary>With all that the flag "i" makes the same as one of these.</summary>
    public CodeUnits InAnyCase()
    {
        var units = new CodeUnits();
        foreach (var (first, last) in _ranges)
        {
            units.Add(first, last);
            for (int unit = first; unit <= last; unit++)
            {
                foreach (var same in UnitCase.SameAs((char)unit))
                {
                    if (same < first || same > last)
                        units.Add(same, same);
                }
            }
        }
        return units;
    }

    /// <summary>Appends a .NET character class, or the one character it holds.</summary>
    public void AppendTo(StringBuilder pattern, bool isNegated = false)
    {
        if (!isNegated && _ranges is [var only] && only.First == only.Last)
        {
            Append(pattern, only.First);
            return;
        }
        // .NET knows no empty class.
        var isEmpty = _ranges.Count == 0;
        pattern.Append(isNegated != isEmpty ? "[^" : "[");
        foreach (var (first, last) in isEmpty ? [('\0', char.MaxValue)] : _ranges)
        {
            Append(pattern, first);
            if (first != last)
                Append(pattern.Append('-'), last);
        }
        pattern.Append(']');
    }

    private static void Append(StringBuilder pattern, char unit)
    {
        if (char.IsAsciiLetterOrDigit(unit))
            pattern.Append(unit);
        else
            pattern.Append(CultureInfo.InvariantCulture, $@"\u{(int)unit:x4}");
    }
}
