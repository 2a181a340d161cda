using System.Buffers;

namespace Actors.Evaluation;

/// <summary>Where does a version stand in the dialect's order? Two of these compare as UTF-16 code units.</summary>
/// <remarks>
/// The dialect's own form: without a leading "v" and a build, parts between "-", numbers padded to five, and "~" after
/// exactly three parts, so that 1.0.0 comes after 1.0.0-rc. Made without a string, in scratch space of the caller's.
/// </remarks>
internal readonly ref struct ScriptVersion : IDisposable
{
    /// <summary>How much scratch space to bring (on the stack); enough for every version that people write.</summary>
    public const int ScratchLength = 256;

    private const int PaddedLength = 5;

    private readonly char[]? _rented;

    /// <param name="value">A text or a number; everything else, also "", is version 0.</param>
    /// <param name="scratch">Must outlive this; what does not fit is written to a rented array.</param>
    public ScriptVersion(in ScriptValue value, Span<char> scratch)
    {
        Span<char> digits = stackalloc char[ScriptNumber.LongestText];
        var text = value.Kind switch
        {
            ScriptKind.Number => digits[..ScriptNumber.Format(value.Number, digits)],
            ScriptKind.Text when value.IsTruthy => value.Text,
            _ => "0",
        };
        var needed = ((text.Length + 1) * PaddedLength) + "-~".Length;
        if (needed > scratch.Length)
            scratch = _rented = ArrayPool<char>.Shared.Rent(needed);
        Chars = scratch[..Write(WithoutPrefixAndBuild(text), scratch)];
    }

    public ReadOnlySpan<char> Chars { get; }

    /// <summary>
    /// The place in the order of a version of three numbers, each at most five digits without a zero in front, which
    /// almost every app has; -1 for any other. Two places compare as the two versions do.
    /// </summary>
    public static long PlainOrder(in ScriptValue value)
    {
        if (value.Kind != ScriptKind.Text)
            return -1;
        var (order, number, digits, dots) = (0L, 0L, 0, 0);
        foreach (var unit in value.Text)
        {
            if (char.IsAsciiDigit(unit) && digits < PaddedLength && (digits == 0 || number > 0))
            {
                number = (number * 10) + unit - '0';
                digits++;
            }
            else if (unit == '.' && digits > 0)
            {
                (order, number, digits, dots) = ((order + number) * 100_000, 0, 0, dots + 1);
            }
            else
            {
                return -1;
            }
        }
        return dots == 2 && digits > 0 ? order + number : -1;
    }

    public void Dispose()
    {
        if (_rented is not null)
            ArrayPool<char>.Shared.Return(_rented);
    }

    private static ReadOnlySpan<char> WithoutPrefixAndBuild(ReadOnlySpan<char> text)
    {
        // The dialect's expression for a build, /\+.*$/, reaches the end only from within the last line.
        var lastLine = text.LastIndexOfAny("\n\r\u2028\u2029") + 1;
        if (text[lastLine..].IndexOf('+') is >= 0 and var build)
            text = text[..(lastLine + build)];
        return text.StartsWith('v') ? text[1..] : text;
    }

    private static int Write(ReadOnlySpan<char> text, Span<char> destination)
    {
        var (length, parts) = (0, 0);
        while (true)
        {
            var end = text.IndexOfAny('-', '.');
            length += WritePart(end < 0 ? text : text[..end], destination[length..]);
            parts++;
            if (end < 0)
                break;
            destination[length++] = '-';
            text = text[(end + 1)..];
        }
        if (parts != 3)
            return length;
        "-~".CopyTo(destination[length..]);
        return length + 2;
    }

    private static int WritePart(ReadOnlySpan<char> part, Span<char> destination)
    {
        var padding = IsNumber(part) ? Math.Max(0, PaddedLength - part.Length) : 0;
        destination[..padding].Fill(' ');
        part.CopyTo(destination[padding..]);
        return padding + part.Length;
    }

    private static bool IsNumber(ReadOnlySpan<char> part)
    {
        foreach (var unit in part)
        {
            if (!char.IsAsciiDigit(unit))
                return false;
        }
        return !part.IsEmpty;
    }
}
