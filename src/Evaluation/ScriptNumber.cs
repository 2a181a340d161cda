using System.Globalization;

namespace Actors.Evaluation;

/// <summary>How does JavaScript write a number, and which number does it read from a text?</summary>
internal static class ScriptNumber
{
    /// <summary>ECMAScript's <c>Number::toString</c> (ECMA-262, 6.1.6.1.20): 1.0 is "1", 1e21 is "1e+21".</summary>
    public static string Format(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        if (value == 0)
            return "0";
        // An id is almost always a whole number, and those need no search for the shortest digits.
        if (Math.Abs(value) < 1e15 && value == Math.Truncate(value))
            return ((long)value).ToString(CultureInfo.InvariantCulture);
        var (digits, pointAt) = ShortestDigits(Math.Abs(value));
        return (value < 0 ? "-" : "") + Place(digits, pointAt);
    }

    /// <summary>ECMAScript's <c>StringToNumber</c> (ECMA-262, 7.1.4.1.1): "" is 0, " 8 " is 8, "8a" is NaN.</summary>
    public static double Parse(string text)
    {
        var trimmed = Trim(text);
        if (trimmed.IsEmpty)
            return 0;
        if (trimmed.Length > 2 && trimmed[0] == '0' && char.IsAsciiLetter(trimmed[1]) && (trimmed[1] | 0x20) != 'e')
            return ParseRadix(trimmed[2..], (trimmed[1] | 0x20) switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 });
        var unsigned = trimmed[0] is '+' or '-' ? trimmed[1..] : trimmed;
        if (unsigned is "Infinity")
            return trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        // .NET also reads "NaN", "∞" and trailing NULs: only digits and points may stand at the ends.
        if (unsigned.IsEmpty || !IsDigitOrPoint(unsigned[0]) || !IsDigitOrPoint(unsigned[^1]))
            return double.NaN;
        const NumberStyles Decimal =
            NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(trimmed, Decimal, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
    }

    /// <summary>The digits d and exponent n of the shortest decimal 0.d × 10^n that reads back alike.</summary>
    private static (string Digits, int PointAt) ShortestDigits(double value)
    {
        var written = value.ToString("R", CultureInfo.InvariantCulture);
        var mantissaEnd = written.IndexOf('E');
        var mantissa = mantissaEnd < 0 ? written : written[..mantissaEnd];
        var exponent = mantissaEnd < 0 ? 0 : int.Parse(written.AsSpan(mantissaEnd + 1), CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        var allDigits = mantissa.Replace(".", "", StringComparison.Ordinal);
        var significant = allDigits.TrimStart('0');
        var pointAt = (point < 0 ? mantissa.Length : point) - (allDigits.Length - significant.Length) + exponent;
        return (significant.TrimEnd('0'), pointAt);
    }

    private static string Place(string digits, int pointAt)
    {
        if (pointAt is > 0 and <= 21)
        {
            return digits.Length <= pointAt
                ? digits.PadRight(pointAt, '0')
                : digits[..pointAt] + "." + digits[pointAt..];
        }
        if (pointAt is > -6 and <= 0)
            return "0." + new string('0', -pointAt) + digits;
        var exponent = pointAt - 1;
        var fraction = digits.Length > 1 ? "." + digits[1..] : "";
        return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{exponent:+0;-0}");
    }

    private static double ParseRadix(ReadOnlySpan<char> digits, int radix)
    {
        var number = 0.0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
                return double.NaN;
            var worth = digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
            if (worth >= radix)
                return double.NaN;
            number = (number * radix) + worth;
        }
        return number;
    }

    private static bool IsDigitOrPoint(char c) => char.IsAsciiDigit(c) || c == '.';

    private static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsWhiteSpace(text[0]))
            text = text[1..];
        while (!text.IsEmpty && IsWhiteSpace(text[^1]))
            text = text[..^1];
        return text;
    }

    // JavaScript trims the byte order mark and not the "next line" control; .NET the other way round.
    private static bool IsWhiteSpace(char c) => c == '\uFEFF' || (char.IsWhiteSpace(c) && c != '\u0085');
}
