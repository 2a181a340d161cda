using System.Globalization;

namespace Actors.Evaluation;

/// <summary>How does JavaScript write a number, and which number does it read from a text?</summary>
internal static class ScriptNumber
{
    /// <summary>No number is written with more code units: a sign, "0.00000" and 17 digits.</summary>
    public const int LongestText = 32;

    /// <summary>ECMAScript's <c>Number::toString</c> (ECMA-262, 6.1.6.1.20): 1.0 is "1", 1e21 is "1e+21".</summary>
    /// <param name="value">Any number.</param>
    /// <param name="destination">At least <see cref="LongestText"/> long.</param>
    /// <returns>How many code units were written.</returns>
    public static int Format(double value, Span<char> destination)
    {
        if (double.IsNaN(value))
            return Copy("NaN", destination);
        if (double.IsInfinity(value))
            return Copy(value > 0 ? "Infinity" : "-Infinity", destination);
        int written;
        // An id is almost always a whole number, and those need no search for the shortest digits. -0 is "0".
        if (Math.Abs(value) < 1e15 && value == Math.Truncate(value))
        {
            ((long)value).TryFormat(destination, out written, provider: CultureInfo.InvariantCulture);
            return written;
        }
        Span<char> digits = stackalloc char[LongestText];
        var count = ShortestDigits(Math.Abs(value), digits, out var pointAt);
        if (value > 0)
            return Place(digits[..count], pointAt, destination);
        destination[0] = '-';
        return 1 + Place(digits[..count], pointAt, destination[1..]);
    }

    /// <summary>ECMAScript's <c>StringToNumber</c> (ECMA-262, 7.1.4.1.1): "" is 0, " 8 " is 8, "8a" is NaN.</summary>
    public static double Parse(ReadOnlySpan<char> text)
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
    private static int ShortestDigits(double value, Span<char> digits, out int pointAt)
    {
        Span<char> written = stackalloc char[LongestText];
        value.TryFormat(written, out var length, "R", CultureInfo.InvariantCulture);
        written = written[..length];
        var mantissa = written;
        pointAt = 0;
        if (written.IndexOf('E') is >= 0 and var end)
        {
            mantissa = written[..end];
            pointAt = int.Parse(written[(end + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }
        var point = mantissa.IndexOf('.');
        pointAt += point < 0 ? mantissa.Length : point;
        var count = 0;
        foreach (var digit in mantissa)
        {
            if (count == 0 && digit == '0')
                pointAt--;
            else if (digit != '.')
                digits[count++] = digit;
        }
        return digits[..count].TrimEnd('0').Length;
    }

    private static int Place(ReadOnlySpan<char> digits, int pointAt, Span<char> destination)
    {
        if (pointAt is > 0 and <= 21)
        {
            if (digits.Length > pointAt)
                return Join(digits[..pointAt], digits[pointAt..], destination);
            digits.CopyTo(destination);
            destination[digits.Length..pointAt].Fill('0');
            return pointAt;
        }
        if (pointAt is > -6 and <= 0)
        {
            "0.00000".CopyTo(destination);
            digits.CopyTo(destination[(2 - pointAt)..]);
            return 2 - pointAt + digits.Length;
        }
        var length = digits.Length > 1 ? Join(digits[..1], digits[1..], destination) : Copy(digits, destination);
        var exponent = pointAt - 1;
        destination[length++] = 'e';
        destination[length++] = exponent < 0 ? '-' : '+';
        Math.Abs(exponent).TryFormat(
            destination[length..], out var written, provider: CultureInfo.InvariantCulture);
        return length + written;
    }

    private static int Join(ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction, Span<char> destination)
    {
        whole.CopyTo(destination);
        destination[whole.Length] = '.';
        fraction.CopyTo(destination[(whole.Length + 1)..]);
        return whole.Length + 1 + fraction.Length;
    }

    private static int Copy(ReadOnlySpan<char> text, Span<char> destination)
    {
        text.CopyTo(destination);
        return text.Length;
    }

    private static double ParseRadix(ReadOnlySpan<char> digits, int radix)
    {
        var number = 0.0;
        foreach (var digit in digits)
        {
            if (!char.IsAsciiHexDigit(digit))
                return double.NaN;
            var worth = Worth(digit);
            if (worth >= radix)
                return double.NaN;
            number = (number * radix) + worth;
        }
        return number;
    }

    private static bool IsDigitOrPoint(char c) => char.IsAsciiDigit(c) || c == '.';

    /// <summary>What a hexadecimal digit counts, 0 to 15.</summary>
    public static int Worth(char digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;

    /// <summary>Without the white space that JavaScript sees at both ends.</summary>
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
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
