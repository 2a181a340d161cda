namespace Actors.Evaluation;

/// <summary>Which variation of an experiment does the address of the page ask for, as in <c>?my-test=1</c>?</summary>
public static class QueryStringOverride
{
    /// <summary>The variation's index, or null when the address does not ask for one that there is.</summary>
    /// <param name="experimentKey">Compared as it stands: nothing is decoded, in the dialect.</param>
    /// <param name="url">The address; nothing that is no address makes this throw.</param>
    /// <param name="variationCount">How many variations there are.</param>
    public static int? Find(ReadOnlySpan<char> experimentKey, ReadOnlySpan<char> url, int variationCount)
    {
        // What the SDK's split gives: from the first question mark to the second.
        var query = url[(url.IndexOf('?') + 1)..];
        if (query.Length == url.Length)
            return null;
        query = Before('?', query);
        query = Before('#', query);
        foreach (var range in query.Split('&'))
        {
            var pair = query[range];
            if (Before('=', pair).SequenceEqual(experimentKey))
                return Index(pair[Math.Min(experimentKey.Length + 1, pair.Length)..], variationCount);
        }
        return null;
    }

    private static ReadOnlySpan<char> Before(char end, ReadOnlySpan<char> text) =>
        text.IndexOf(end) is >= 0 and var at ? text[..at] : text;

    // As JavaScript's parseInt, which reads as far as it can: "1abc" is 1, "2.9" is 2, "0x1" is 1.
    private static int? Index(ReadOnlySpan<char> text, int variationCount)
    {
        text = ScriptNumber.Trim(Before('=', text));
        var isNegative = text.StartsWith('-');
        if (isNegative || text.StartsWith('+'))
            text = text[1..];
        var radix = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? 16 : 10;
        if (radix == 16)
            text = text[2..];
        double? number = null;
        foreach (var unit in text)
        {
            var worth = char.IsAsciiHexDigit(unit) ? ScriptNumber.Worth(unit) : radix;
            if (worth >= radix)
                break;
            number = ((number ?? 0) * radix) + worth;
        }
        return number < variationCount && (!isNegative || number == 0) ? (int)number : null;
    }
}
