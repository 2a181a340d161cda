using System.Globalization;

namespace Actors.Evaluation;

/// <summary>Where between 0 and 1 does this subject fall? The same in every GrowthBook SDK, for ever.</summary>
public static class Bucketing
{
    private const uint OffsetBasis = 0x811c9dc5;
    private const uint Prime = 0x01000193;

    /// <summary>The bucket in [0, 1), or null for a hash version that nobody has defined.</summary>
    /// <param name="seed">The rollout's own seed; two rollouts of one seed include the same subjects.</param>
    /// <param name="value">The hash attribute's value as text.</param>
    /// <param name="version">1: steps of 1/1000, slightly biased. 2: steps of 1/10000, unbiased.</param>
    public static double? Bucket(ReadOnlySpan<char> seed, ReadOnlySpan<char> value, int version) => version switch
    {
        1 => Fnv1a(seed, Fnv1a(value, OffsetBasis)) % 1_000 / 1_000.0,
        2 => Twice(Fnv1a(value, Fnv1a(seed, OffsetBasis))) % 10_000 / 10_000.0,
        _ => null,
    };

    /// <summary>FNV-1a, 32 bits (Fowler, Noll, Vo), continued over UTF-16 code units.</summary>
    private static uint Fnv1a(ReadOnlySpan<char> text, uint hash)
    {
        foreach (var unit in text)
            hash = unchecked((hash ^ unit) * Prime);
        return hash;
    }

    private static uint Twice(uint hash)
    {
        Span<char> digits = stackalloc char[10];
        hash.TryFormat(digits, out var written, provider: CultureInfo.InvariantCulture);
        return Fnv1a(digits[..written], OffsetBasis);
    }
}
