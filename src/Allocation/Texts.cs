namespace Actors.Allocation;

/// <summary>Can a text be kept as it is? PostgreSQL takes no U+0000, UTF-8 no half of a surrogate pair.</summary>
internal static class Texts
{
    public static bool AreWellFormed(ReadOnlySpan<char> text)
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
