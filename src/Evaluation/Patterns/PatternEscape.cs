using System.Globalization;

namespace Actors.Evaluation;

/// <summary>What does a backslash make of what follows it (ECMA-262, annex B.1.2)?</summary>
internal static class PatternEscape
{
    /// <summary><c>\d \D \w \W \s \S</c>.</summary>
    public static bool TryTakeClass(PatternReader reader, out CodeUnits units)
    {
        units = reader.Rest is [var letter, ..] ? letter switch
        {
            'd' => CodeUnits.Digits,
            'D' => CodeUnits.Digits.Complement(),
            'w' => CodeUnits.WordUnits,
            'W' => CodeUnits.WordUnits.Complement(),
            's' => CodeUnits.Spaces,
            'S' => CodeUnits.Spaces.Complement(),
            _ => CodeUnits.None,
        }
        : CodeUnits.None;
        return units != CodeUnits.None && reader.TryTake(out _);
    }

    /// <summary>One character, written in whatever way. What means nothing special stands for itself.</summary>
    public static char TakeCharacter(PatternReader reader, bool inClass)
    {
        if (reader.Rest is [>= '0' and <= '7', ..])
            return TakeOctal(reader);
        if (!reader.TryTake(out var letter))
            throw new FormatException("The pattern ends with a backslash.");
        return letter switch
        {
            't' => '\t',
            'n' => '\n',
            'v' => '\v',
            'f' => '\f',
            'r' => '\r',
            'b' when inClass => '\b',
            'c' => TakeControl(reader, inClass),
            'x' => TakeHex(reader, 2, letter),
            'u' => TakeHex(reader, 4, letter),
            _ => letter,
        };
    }

    // Up to three digits, as long as the number is below 256.
    private static char TakeOctal(PatternReader reader)
    {
        var number = 0;
        while (number < 32 && reader.Rest is [>= '0' and <= '7', ..] && reader.TryTake(out var digit))
            number = (number * 8) + digit - '0';
        return (char)number;
    }

    // What is no control character is a backslash, and the "c" is still to be read.
    private static char TakeControl(PatternReader reader, bool inClass)
    {
        if (reader.Rest is [var letter, ..]
            && (char.IsAsciiLetter(letter) || (inClass && (char.IsAsciiDigit(letter) || letter == '_'))))
        {
            reader.Take(1);
            return (char)(letter % 32);
        }
        reader.PutBack();
        return '\\';
    }

    private static char TakeHex(PatternReader reader, int digits, char otherwise)
    {
        if (reader.Rest.Length < digits
            || !ushort.TryParse(
                reader.Rest[..digits], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit))
            return otherwise;
        reader.Take(digits);
        return (char)unit;
    }
}
