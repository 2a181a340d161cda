using System.Globalization;
using System.Text;

namespace Actors.Evaluation;

/// <summary>What is a text in JavaScript's lower case (ECMA-262, 22.1.3.28; Unicode's SpecialCasing.txt)?</summary>
/// <remarks>.NET maps one character to one; Unicode has two exceptions in all languages, and they are here.</remarks>
internal static class ScriptCase
{
    /// <summary>How many code units one may become.</summary>
    public const int LongestLower = 2;

    private const char DottedI = 'İ';
    private const char Sigma = 'Σ';
    private const char FinalSigma = 'ς';

    public static string ToLower(string text)
    {
        var lowered = new char[text.Length * LongestLower];
        return new string(lowered, 0, ToLower(text, lowered));
    }

    /// <param name="text">Any code units.</param>
    /// <param name="destination">At least <see cref="LongestLower"/> times as long; no part of the text.</param>
    /// <returns>How many code units were written.</returns>
    public static int ToLower(ReadOnlySpan<char> text, Span<char> destination)
    {
        text.ToLowerInvariant(destination);
        if (!text.ContainsAny(DottedI, Sigma))
            return text.Length;
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == DottedI)
            {
                "i\u0307".CopyTo(destination[length..]);
                length += 2;
                continue;
            }
            var isFinal = text[i] == Sigma && EndsCased(text[..i]) && !StartsCased(text[(i + 1)..]);
            destination[length++] = isFinal ? FinalSigma : LowerUnit(text, i);
        }
        return length;
    }

    // A pair is mapped as one character and gives a pair again.
    private static char LowerUnit(ReadOnlySpan<char> text, int at)
    {
        if (!char.IsSurrogate(text[at]))
            return char.ToLowerInvariant(text[at]);
        var start = char.IsLowSurrogate(text[at]) ? at - 1 : at;
        if (start < 0 || Rune.DecodeFromUtf16(text[start..], out var rune, out var read) != 0 || read != 2)
            return text[at];
        Span<char> pair = stackalloc char[2];
        Rune.ToLowerInvariant(rune).EncodeToUtf16(pair);
        return pair[at - start];
    }

    private static bool EndsCased(ReadOnlySpan<char> before)
    {
        while (!before.IsEmpty)
        {
            Rune.DecodeLastFromUtf16(before, out var rune, out var read);
            if (!IsCaseIgnorable(rune))
                return IsCased(rune);
            before = before[..^read];
        }
        return false;
    }

    private static bool StartsCased(ReadOnlySpan<char> after)
    {
        while (!after.IsEmpty)
        {
            Rune.DecodeFromUtf16(after, out var rune, out var read);
            if (!IsCaseIgnorable(rune))
                return IsCased(rune);
            after = after[read..];
        }
        return false;
    }

    private static bool IsCased(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;

    private static bool IsCaseIgnorable(Rune rune) =>
        rune.Value is '\'' or '.' or ':' or 0xb7 or 0x2018 or 0x2019 or 0x2024 or 0x2027
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.Format or UnicodeCategory.ModifierLetter or UnicodeCategory.ModifierSymbol;
}
