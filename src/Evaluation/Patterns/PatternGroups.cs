using System.Globalization;

namespace Actors.Evaluation;

/// <summary>Which groups of a pattern capture, and does anything refer to them?</summary>
internal sealed class PatternGroups
{
    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Whether any part of the pattern looks like a reference.</summary>
    public bool AreReferredTo { get; private set; }

    /// <summary>A reference may stand before its group: find all groups before anything is translated.</summary>
    public static PatternGroups Find(string source)
    {
        var groups = new PatternGroups();
        var reader = new PatternReader(source);
        var inClass = false;
        while (reader.TryTake(out var unit))
        {
            if (unit == '\\' && reader.TryTake(out var escaped))
                groups.AreReferredTo |= escaped is 'k' or (>= '1' and <= '9');
            else if (inClass || unit == '[')
                inClass = unit != ']';
            else if (unit == '(')
                groups.Open(reader);
        }
        return groups;
    }

    /// <summary>After a backslash: the number of a group that there is, or a name where there are names.</summary>
    public bool TryTakeReference(PatternReader reader, out int group)
    {
        group = 0;
        if (_byName.Count > 0 && reader.TryTake("k"))
        {
            return reader.TryTake("<") && _byName.TryGetValue(reader.TakeName(), out group)
                ? true
                : throw new FormatException("The pattern refers to a group that it does not have.");
        }
        var digits = reader.TakeDigits();
        if (digits is [not '0', ..]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out group)
            && group <= _count)
            return true;
        reader.PutBack(digits.Length);
        return false;
    }

    private void Open(PatternReader reader)
    {
        if (!reader.TryTake("?"))
        {
            _count++;
            return;
        }
        if (!reader.TryTake("<") || reader.Rest is ['=' or '!', ..])
            return;
        _count++;
        if (!_byName.TryAdd(reader.TakeName(), _count))
            throw new FormatException("Two groups of the pattern have one name.");
    }
}
