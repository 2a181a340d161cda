using System.Globalization;

namespace Actors.Gateway.Edge;

/// <summary>Under which condition does a change apply?</summary>
/// <param name="Revision">
/// The one that must be there; 0: there must be none; null: see <paramref name="MustExist"/>.
/// </param>
/// <param name="MustExist">Whether there must be one, whichever.</param>
internal readonly record struct Precondition(long? Revision, bool MustExist)
{
    public const string Form =
        "If-Match takes one revision in quotes, such as \"12\", or *; If-None-Match takes *; and only one of the two.";

    /// <summary>Last writer wins.</summary>
    public static Precondition None { get; }

    public bool MustNotExist => Revision == 0;

    public static bool TryParse(string? ifMatch, string? ifNoneMatch, out Precondition condition)
    {
        condition = None;
        if (ifNoneMatch is not null)
        {
            condition = new(0, false);
            return ifMatch is null && ifNoneMatch.Trim() == "*";
        }

        if (ifMatch is null) return true;

        var text = ifMatch.Trim();
        if (text == "*")
        {
            condition = new(null, true);
            return true;
        }

        if (text.Length < 3 || text[0] != '"' || text[^1] != '"') return false;

        var digits = text.AsSpan(1, text.Length - 2);
        if (!long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var revision)) return false;

        condition = new(revision, true);
        return revision > 0;
    }
}
