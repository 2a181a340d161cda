using System.Text;

namespace Actors.Evaluation;

/// <summary>Which names and values does a query hold (the URL Standard, 5)?</summary>
internal static class QueryParameters
{
    /// <param name="query">With "?"; or empty.</param>
    public static IReadOnlyList<(string Name, string Value)> Read(string query) =>
    [
        .. query.Length > 1 ? query[1..].Split('&', StringSplitOptions.RemoveEmptyEntries).Select(ReadOne) : [],
    ];

    /// <summary>The query of these parameters, with "?"; empty when there are none.</summary>
    public static string Write(IEnumerable<(string Name, string Value)> parameters)
    {
        var pairs = parameters.Select(parameter => $"{Write(parameter.Name)}={Write(parameter.Value)}");
        var query = string.Join('&', pairs);
        return query.Length > 0 ? "?" + query : "";
    }

    private static (string Name, string Value) ReadOne(string pair)
    {
        var end = pair.IndexOf('=', StringComparison.Ordinal);
        return end < 0 ? (ReadPart(pair), "") : (ReadPart(pair[..end]), ReadPart(pair[(end + 1)..]));
    }

    private static string ReadPart(string part) => PercentText.Decode(part.Replace('+', ' '));

    private static string Write(string text)
    {
        var written = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == ' ')
                written.Append('+');
            else if (Rune.IsLetterOrDigit(rune) && rune.IsAscii || rune.Value is '*' or '-' or '.' or '_')
                written.Append((char)rune.Value);
            else
                written.Append(PercentText.Encode(rune.ToString(), rune.ToString()));
        }
        return written.ToString();
    }
}
