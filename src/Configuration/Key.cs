namespace Actors.Configuration;

/// <summary>What may name a project, an environment or a feature: <c>[a-z0-9][a-z0-9._-]{0,127}</c>.</summary>
public static class Key
{
    public const int MaxLength = 128;

    public const string Form = "1 to 128 characters of a-z, 0-9, '.', '_' and '-', the first a letter or digit";

    public static bool IsValid(ReadOnlySpan<char> text)
    {
        if (text.Length is 0 or > MaxLength || !char.IsAsciiLetterLower(text[0]) && !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        foreach (var letter in text)
        {
            if (!char.IsAsciiLetterLower(letter) && !char.IsAsciiDigit(letter) && letter is not ('.' or '_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
