using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>Can a text for people be kept as it is?</summary>
internal static class TextForm
{
    /// <param name="limit">In UTF-16 code units.</param>
    public static Problem? Problem(string text, int limit, string path)
    {
        if (text.Length > limit)
        {
            return new(path, "text-too-long", $"This is at most {limit:N0} characters.");
        }

        return IsWellFormed(text)
            ? null
            : new(path, "text-invalid", "This must be valid Unicode without the character U+0000.");
    }

    public static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    private static bool IsWellFormed(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]))
            {
                at++;
            }
            else if (text[at] == '\0' || char.IsSurrogate(text[at]))
            {
                return false;
            }
        }

        return true;
    }
}
