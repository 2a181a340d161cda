namespace Actors.Evaluation;

/// <summary>What is special about the schemes of the web?</summary>
internal static class WebScheme
{
    /// <summary>Whether a backslash is a slash, and a host is needed.</summary>
    public static bool IsSpecial(string scheme) => HasOrigin(scheme) || scheme == "file";

    public static bool HasOrigin(string scheme) => scheme is "http" or "https" or "ws" or "wss" or "ftp";

    /// <summary>The port that need not be written; null for none.</summary>
    public static int? DefaultPort(string scheme) => scheme switch
    {
        "http" or "ws" => 80,
        "https" or "wss" => 443,
        "ftp" => 21,
        _ => null,
    };

    /// <summary>The scheme before the first colon, in lower case; null where the text begins with none.</summary>
    public static string? Find(string text)
    {
        var end = text.IndexOf(':');
        if (end < 1 || !char.IsAsciiLetter(text[0]))
            return null;
        foreach (var unit in text.AsSpan(0, end))
        {
            if (!char.IsAsciiLetterOrDigit(unit) && unit is not ('+' or '-' or '.'))
                return null;
        }
        return text[..end].ToLowerInvariant();
    }
}
