using System.Numerics;

namespace Actors.Measurement;

/// <summary>Into which class of nearly equal values does a subject's total fall?</summary>
/// <remarks>
/// Of each power of two 128 classes, so that the ends of one differ by less than a hundredth; the same classes
/// everywhere and for ever, so that histograms can be added up. Everything up to zero is in class 0.
/// </remarks>
public static class ValueBuckets
{
    private const int Bits = 7;

    public static int Of(long millionths)
    {
        if (millionths <= 0) return 0;
        var power = BitOperations.Log2((ulong)millionths);
        return power < Bits
            ? (int)millionths
            : ((power - Bits + 1) << Bits) + (int)((millionths >> (power - Bits)) & ((1 << Bits) - 1));
    }

    /// <summary>The greatest value of a class, millionths; of class 0 it is zero.</summary>
    public static long GreatestOf(int bucket)
    {
        var power = (bucket >> Bits) - 1;
        if (power < 0) return bucket;
        var lowest = ((1L << Bits) + (bucket & ((1 << Bits) - 1))) << power;
        return lowest + (1L << power) - 1;
    }
}
