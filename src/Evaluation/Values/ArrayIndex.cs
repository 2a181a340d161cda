using System.Globalization;

namespace Actors.Evaluation;

/// <summary>Is this member name one that JavaScript treats as a position, such as "0" or "17" but not "007"?</summary>
internal static class ArrayIndex
{
    public static bool TryParse(ReadOnlySpan<char> name, out int index)
    {
        index = -1;
        var isCanonical = name is "0" || (name.Length > 0 && name[0] is >= '1' and <= '9');
        return isCanonical && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out index);
    }
}
