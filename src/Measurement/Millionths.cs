namespace Actors.Measurement;

/// <summary>How is a value counted so that sums are exact, whatever the order? In whole millionths.</summary>
public static class Millionths
{
    public const long One = 1_000_000;

    /// <summary>Of an event and of a subject's total, in units: a trillion, of either sign.</summary>
    public const long MaxUnits = 1_000_000_000_000;

    public const long Max = MaxUnits * One;

    /// <summary>To the nearest millionth, halves to the even one; false: not a number, or beyond a trillion.</summary>
    public static bool TryFrom(decimal units, out long millionths)
    {
        var valid = units is >= -MaxUnits and <= MaxUnits;
        millionths = valid ? (long)decimal.Round(units * One, MidpointRounding.ToEven) : 0;
        return valid;
    }

    /// <inheritdoc cref="TryFrom(decimal, out long)"/>
    public static bool TryFrom(double units, out long millionths)
    {
        millionths = 0;
        return double.IsFinite(units) && Math.Abs(units) <= MaxUnits && TryFrom((decimal)units, out millionths);
    }

    /// <summary>What a subject's total counts for: no more than a trillion.</summary>
    public static long Clamped(Int128 millionths) => (long)Int128.Clamp(millionths, -Max, Max);
}
