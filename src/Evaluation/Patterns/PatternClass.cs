namespace Actors.Evaluation;

/// <summary>Which code units stand between "[" and "]" (ECMA-262, annex B.1.2)?</summary>
internal static class PatternClass
{
    /// <summary>Takes all up to and with the closing bracket.</summary>
    public static CodeUnits Take(PatternReader reader)
    {
        var units = new CodeUnits();
        while (!reader.TryTake("]"))
        {
            var isFirstOne = TryTakeOne(reader, units, out var first);
            if (reader.Rest is not ['-', not ']', ..])
            {
                if (isFirstOne)
                    units.Add(first, first);
                continue;
            }
            reader.Take(1);
            var isLastOne = TryTakeOne(reader, units, out var last);
            if (isFirstOne && isLastOne && first > last)
                throw new FormatException("A range of the pattern ends before it starts.");
            if (isFirstOne && isLastOne)
            {
                units.Add(first, last);
                continue;
            }
            // A range of classes is none: the dash stands for itself.
            units.Add('-', '-');
            if (isFirstOne)
                units.Add(first, first);
            if (isLastOne)
                units.Add(last, last);
        }
        return units;
    }

    // False when it was a class of its own, such as \d; that is among the units then.
    private static bool TryTakeOne(PatternReader reader, CodeUnits units, out char unit)
    {
        if (!reader.TryTake(out unit))
            throw new FormatException("A class of the pattern is not closed.");
        if (unit != '\\')
            return true;
        if (PatternEscape.TryTakeClass(reader, out var others))
        {
            units.Add(others);
            return false;
        }
        unit = PatternEscape.TakeCharacter(reader, inClass: true);
        return true;
    }
}
