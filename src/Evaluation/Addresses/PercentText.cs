using System.Globalization;
using System.Text;

namespace Actors.Evaluation;

/// <summary>How is text written within an address, and read back (the URL Standard, 1.3)?</summary>
internal static class PercentText
{
    // Each without what ends the part, which cannot stand in it.
    public const string InFragment = " \"<>`";
    public const string InQuery = " \"<>";
    public const string InWebQuery = " \"<>'";
    public const string InPath = " \"<>`{}";
    public const string InCredentials = " \"#<>?`{}^/:;=@[\\]|";

    /// <summary>What an opaque host keeps: all but controls and what is not ASCII.</summary>
    public const string OnlyControls = "";

    /// <summary>Encodes these characters, the controls and all that is not ASCII; half a pair becomes U+FFFD.</summary>
    public static string Encode(ReadOnlySpan<char> text, string encoded)
    {
        var written = new StringBuilder(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is >= 0x20 and < 0x7f && !encoded.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                written.Append((char)rune.Value);
                continue;
            }
            foreach (var octet in utf8[..rune.EncodeToUtf8(utf8)])
                written.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
        }
        return written.ToString();
    }

    /// <summary>Reads UTF-8 behind percent signs; what is none stays, broken UTF-8 becomes U+FFFD.</summary>
    public static string Decode(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
            return text;
        var utf8 = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < utf8.Length; i++)
        {
            var isEncoded = utf8[i] == '%' && i + 2 < utf8.Length
                && char.IsAsciiHexDigit((char)utf8[i + 1]) && char.IsAsciiHexDigit((char)utf8[i + 2]);
            utf8[length++] = isEncoded
                ? (byte)((ScriptNumber.Worth((char)utf8[++i]) * 16) + ScriptNumber.Worth((char)utf8[++i]))
                : utf8[i];
        }
        return Encoding.UTF8.GetString(utf8, 0, length);
    }
}
