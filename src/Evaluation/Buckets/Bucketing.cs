namespace Actors.Evaluation;

/// <summary>Where between 0 and 1 does this subject fall? The same in every GrowthBook SDK, for ever.</summary>
public static class Bucketing
{
    /// <summary>FNV-1a's state before the first code unit.</summary>
    internal const uint OffsetBasis = 0x811c9dc5;

    internal const uint Prime = 0x01000193;

    /// <summary>The bucket in [0, 1), or null for a hash version that nobody has defined.</summary>
    /// <param name="seed">The rollout's own seed; two rollouts of one seed include the same subjects.</param>
    /// <param name="value">The hash attribute's value as text.</param>
    /// <param name="version">1: steps of 1/1000, slightly biased. 2: steps of 1/10000, unbiased.</param>
    public static double? Bucket(ReadOnlySpan<char> seed, ReadOnlySpan<char> value, int version) => version switch
    {
        1 => FromFirstVersion(Fold(seed, Fold(value))),
        2 => FromSecondVersion(Fold(value, Fold(seed))),
        _ => null,
    };

    /// <summary>
    /// Is the value within the namespace's part from <paramref name="start"/> up to, without, the end?
    /// </summary>
    public static bool IsInNamespace(
        ReadOnlySpan<char> value, string namespaceId, double start, double end) =>
        new BucketRange(start, end).Contains(Bucket("__" + namespaceId, value, 1)!.Value);

    /// <summary>FNV-1a, 32 bits (Fowler, Noll, Vo), over UTF-16 code units; continues from a state.</summary>
    internal static uint Fold(ReadOnlySpan<char> text, uint hash = OffsetBasis)
    {
        foreach (var unit in text)
            hash = unchecked((hash ^ unit) * Prime);
        return hash;
    }

    /// <param name="hash">Of the value, then the seed.</param>
    internal static double FromFirstVersion(uint hash) => hash % 1_000 / 1_000.0;

    /// <param name="hash">Of the seed, then the value.</param>
    internal static double FromSecondVersion(uint hash)
    {
        var (head, tail) = Math.DivRem(hash, 100_000);
        var folded = head == 0
            ? FoldDigits(tail, DigitsOf(tail), OffsetBasis)
            : FoldDigits(tail, 5, FoldDigits(head, DigitsOf(head), OffsetBasis));
        return folded % 10_000 / 10_000.0;
    }

    private static int DigitsOf(uint number) =>
        number >= 10_000 ? 5 : number >= 1_000 ? 4 : number >= 100 ? 3 : number >= 10 ? 2 : 1;

    /// <summary>As <see cref="Fold"/> over the last digits of a number below 100,000, without writing them.</summary>
    private static uint FoldDigits(uint number, int digits, uint hash)
    {
        // Fixed point, 32 bits behind it: a multiplication by ten brings the next digit before the point.
        const ulong TenThousandth = (1UL << 32) / 10_000 + 1;
        var rest = number * TenThousandth;
        for (var left = 5; left > 0; left--)
        {
            if (left <= digits)
                hash = unchecked((hash ^ ('0' + (uint)(rest >> 32))) * Prime);
            rest = (uint)rest * 10UL;
        }
        return hash;
    }
}
