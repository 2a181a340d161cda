using System.Buffers;
using System.Globalization;
using System.Net;

namespace Actors.Evaluation;

/// <summary>Which host do browsers take this text for (the URL Standard, 3.5)?</summary>
internal static class WebHost
{
    private static readonly SearchValues<char> _forbidden =
        SearchValues.Create("\0\t\n\r #/:<>?@[\\]^|");

    private static readonly IdnMapping _idn = new() { AllowUnassigned = true, UseStd3AsciiRules = false };

    /// <summary>Null when it is no host.</summary>
    public static string? Parse(string text, string scheme)
    {
        if (text.StartsWith('['))
            return ParseAddress6(text);
        if (!WebScheme.IsSpecial(scheme))
            return text.AsSpan().ContainsAny(_forbidden) ? null : PercentText.Encode(text, PercentText.OnlyControls);
        var domain = ToAscii(PercentText.Decode(text));
        if (string.IsNullOrEmpty(domain)
            || domain.AsSpan().ContainsAny(_forbidden)
            || domain.AsSpan().ContainsAnyInRange('\0', ' ')
            || domain.AsSpan().ContainsAny('%', '\u007f'))
            return null;
        return EndsInNumber(domain) ? ParseAddress4(domain) : domain;
    }

    private static string? ToAscii(string domain)
    {
        if (System.Text.Ascii.IsValid(domain))
            return domain.ToLowerInvariant();
        try
        {
            return _idn.GetAscii(domain.ToLowerInvariant().Replace('。', '.')).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static string? ParseAddress6(string text) =>
        text.EndsWith(']') && IPAddress.TryParse(text.AsSpan(1, text.Length - 2), out var address)
            && address.GetAddressBytes().Length == 16 && !text.Contains('%', StringComparison.Ordinal)
            ? $"[{address}]"
            : null;

    private static bool EndsInNumber(string domain)
    {
        var last = WithoutLastDot(domain).Split('.')[^1];
        return last.Length > 0 && last.All(char.IsAsciiDigit);
    }

    // Four decimal parts, as people write them; browsers also know shorter, octal and hexadecimal ones.
    private static string? ParseAddress4(string domain)
    {
        domain = WithoutLastDot(domain);
        var parts = domain.Split('.');
        var isPlain = parts.Length == 4 && Array.TrueForAll(
            parts, part => byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && part == number.ToString(CultureInfo.InvariantCulture));
        return isPlain ? domain : null;
    }

    private static string WithoutLastDot(string domain) => domain.EndsWith('.') ? domain[..^1] : domain;
}
