using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Actors.Evaluation;

/// <summary>Into which buckets do many hashes fall? As <see cref="Bucketing"/> has it, eight at a time.</summary>
/// <remarks>
/// A quotient is the floor of (number + 1/2) * (1 / divisor): far enough from the next whole number that no rounding
/// reaches it.
/// </remarks>
internal static class BucketLanes
{
    private const int DigitsAtOnce = 5;
    private const uint Ten = 10;
    private const double WholeBits = 1L << 52; // from here on a double's lowest bits are a whole number

    private static ReadOnlySpan<uint> Least => [10_000, 1_000, 100, 10, 1];

    private static ReadOnlySpan<float> Shares => [1e-4f, 1e-3f, 1e-2f, 1e-1f, 1];

    /// <summary>So many, or the next multiple of eight.</summary>
    public static int Whole(int count) => (count + Vector256<uint>.Count - 1) & -Vector256<uint>.Count;

    /// <param name="hashes">Of values and seeds, a multiple of eight.</param>
    /// <param name="isFirstVersion">Of the hash; the second otherwise.</param>
    /// <param name="buckets">As many.</param>
    public static void Of(ReadOnlySpan<uint> hashes, bool isFirstVersion, Span<double> buckets)
    {
        for (var at = 0; at < hashes.Length; at += Vector256<uint>.Count)
        {
            var some = Vector256.Create(hashes[at..]);
            var steps = isFirstVersion ? 1_000 : 10_000;
            var (low, high) = Vector256.Widen(isFirstVersion ? some : FoldedDigits(some));
            Remainder(low, steps).CopyTo(buckets[at..]);
            Remainder(high, steps).CopyTo(buckets[(at + Vector256<double>.Count)..]);
        }
    }

    /// <summary>As a share of the steps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Remainder(Vector256<ulong> hashes, double steps)
    {
        var numbers = ToDouble(hashes);
        return (numbers - (Quotient(numbers, steps) * steps)) / steps;
    }

    /// <summary>FNV-1a over each number's decimal digits, without writing them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> FoldedDigits(Vector256<uint> numbers)
    {
        var (low, high) = Vector256.Widen(numbers);
        var heads = Vector256.Narrow(ToWhole(Quotient(ToDouble(low), 1e5)), ToWhole(Quotient(ToDouble(high), 1e5)));
        var tails = numbers - (heads * 100_000);
        var sizes = Vector256.Max(numbers, Vector256<uint>.One); // 0 has one digit too
        return Fold(tails, 1, sizes, Fold(heads, 100_000, sizes, Vector256.Create(Bucketing.OffsetBasis)));
    }

    /// <summary>Folds five digits; who is too small to have one stays as it was.</summary>
    /// <param name="parts">Below 100,000.</param>
    /// <param name="scale">What one of them is worth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Fold(
        Vector256<uint> parts, uint scale, Vector256<uint> sizes, Vector256<uint> hashes)
    {
        var halves = Vector256.ConvertToSingle(parts.AsInt32()) + Vector256.Create(0.5f);
        var before = Vector256<uint>.Zero;
        for (var place = 0; place < DigitsAtOnce; place++)
        {
            var upToHere = Vector256.ConvertToInt32Native(halves * Shares[place]).AsUInt32();
            var digits = upToHere - (before * Ten) + Vector256.Create((uint)'0');
            var isThere = Vector256.GreaterThanOrEqual(sizes, Vector256.Create(Least[place] * scale));
            hashes = Vector256.ConditionalSelect(isThere, (hashes ^ digits) * Bucketing.Prime, hashes);
            before = upToHere;
        }
        return hashes;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Quotient(Vector256<double> numbers, double divisor) =>
        Vector256.Floor((numbers + Vector256.Create(0.5)) * (1 / divisor));

    /// <param name="numbers">Below 2^52.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToDouble(Vector256<ulong> numbers) =>
        (numbers | Vector256.Create(WholeBits).AsUInt64()).AsDouble() - Vector256.Create(WholeBits);

    /// <summary>The number in the lower half of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> ToWhole(Vector256<double> numbers) =>
        (numbers + Vector256.Create(WholeBits)).AsUInt64();
}
