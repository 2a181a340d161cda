using System.Globalization;

namespace Actors.Gateway.Enrichment;

/// <summary>What do the headers say of language and country?</summary>
internal static class HeaderValues
{
    private const int MaxLanguageLength = 35; // RFC 5646 4.4.1
    private const string EdgescapeCountry = "country_code=";

    /// <summary>The most wanted language, as "de-CH"; null: none, or any.</summary>
    /// <param name="acceptLanguage">RFC 9110 12.5.4, for example "de-CH,de;q=0.9,en;q=0.8".</param>
    public static string? Language(string? acceptLanguage)
    {
        ReadOnlySpan<char> best = default;
        var bestWeight = 0.0;
        foreach (var range in acceptLanguage.AsSpan().Split(','))
        {
            var entry = acceptLanguage.AsSpan()[range];
            var semicolon = entry.IndexOf(';');
            var tag = (semicolon < 0 ? entry : entry[..semicolon]).Trim();
            var weight = semicolon < 0 ? 1 : Weight(entry[(semicolon + 1)..].Trim());
            if (weight <= bestWeight || !IsLanguage(tag))
                continue;
            best = tag;
            bestWeight = weight;
        }

        return bestWeight > 0 ? Canonical(best) : null;
    }

    /// <summary>ISO 3166-1 alpha-2, upper case; null: none, or a CDN's word for unknown.</summary>
    /// <param name="header">The CDN's header; Akamai's is a list of names and values.</param>
    public static string? Country(string? header)
    {
        var text = header.AsSpan().Trim();
        var named = text.IndexOf(EdgescapeCountry, StringComparison.OrdinalIgnoreCase);
        if (named >= 0)
        {
            text = text[(named + EdgescapeCountry.Length)..];
            var end = text.IndexOf(',');
            text = (end < 0 ? text : text[..end]).Trim();
        }

        if (text.Length != 2 || !char.IsAsciiLetter(text[0]) || !char.IsAsciiLetter(text[1]))
            return null;
        var country = text.ToString().ToUpperInvariant();
        return country is "XX" or "ZZ" ? null : country; // unknown, in Cloudflare's and in Google's words
    }

    private static double Weight(ReadOnlySpan<char> parameter) =>
        parameter.StartsWith("q=", StringComparison.OrdinalIgnoreCase)
        && double.TryParse(parameter[2..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var weight)
            ? Math.Min(weight, 1)
            : 0;

    private static bool IsLanguage(ReadOnlySpan<char> tag)
    {
        if (tag.Length is < 2 or > MaxLanguageLength || !char.IsAsciiLetter(tag[0]))
            return false;
        foreach (var letter in tag)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter != '-')
                return false;
        }

        return true;
    }

    // The case that RFC 5646 2.1.1 recommends: language lower, region upper, script capitalised.
    private static string Canonical(ReadOnlySpan<char> tag)
    {
        var parts = tag.ToString().ToLowerInvariant().Split('-');
        for (var i = 1; i < parts.Length; i++)
        {
            parts[i] = parts[i].Length switch
            {
                2 => parts[i].ToUpperInvariant(),
                4 => char.ToUpperInvariant(parts[i][0]) + parts[i][1..],
                _ => parts[i],
            };
        }

        return string.Join('-', parts);
    }
}
