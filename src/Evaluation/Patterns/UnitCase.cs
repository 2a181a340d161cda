namespace Actors.Evaluation;

/// <summary>Which code units does the flag "i" take for the same (ECMA-262, 22.2.2.7.3, without flag "u")?</summary>
internal static class UnitCase
{
    // Made when a pattern first asks for a unit beyond ASCII: few do.
    private static readonly Lazy<Dictionary<char, string>> _beyondAscii = new(FindAll);

    /// <summary>The others, or the unit as well; empty for one without a case.</summary>
    public static ReadOnlySpan<char> SameAs(char unit)
    {
        if (!char.IsAscii(unit))
            return _beyondAscii.Value.GetValueOrDefault(Canonical(unit));
        return char.IsAsciiLetter(unit) ? AsciiLetters.AsSpan(((unit | 0x20) - 'a') * 2, 2) : [];
    }

    private const string AsciiLetters = "aAbBcCdDeEfFgGhHiIjJkKlLmMnNoOpPqQrRsStTuUvVwWxXyYzZ";

    // Upper case, except where that is several units (these Greek ones have also a simple mapping) or in ASCII.
    private static char Canonical(char unit)
    {
        if (unit is (>= '\u1f80' and <= '\u1faf') or '\u1fb3' or '\u1fc3' or '\u1ff3')
            return unit;
        var upper = char.ToUpperInvariant(unit);
        return char.IsAscii(upper) ? unit : upper;
    }

    private static Dictionary<char, string> FindAll() =>
        Enumerable.Range(0x80, 0x10000 - 0x80)
            .Select(unit => (char)unit)
            .GroupBy(Canonical)
            .Where(same => same.Skip(1).Any())
            .ToDictionary(same => same.Key, same => string.Concat(same));
}
