using System.Collections.Immutable;
using System.Numerics;

namespace Actors.Measurement;

/// <summary>The sums of one metric in one variation.</summary>
/// <param name="All">Of all subjects; where a percentile caps them, before that.</param>
/// <param name="Buckets">
/// Where a percentile caps: the same by class of x, see <see cref="ValueBuckets"/>; else empty.
/// </param>
[GenerateSerializer, Immutable, Alias("metric-sums")]
public sealed record MetricSums(
    [property: Id(0)] MomentSums All, [property: Id(1)] ImmutableSortedDictionary<int, MomentSums> Buckets)
{
    public MetricSums Plus(MetricSums other)
    {
        var buckets = Buckets.ToBuilder();
        foreach (var (bucket, sums) in other.Buckets)
        {
            buckets[bucket] = buckets.GetValueOrDefault(bucket).Plus(sums);
        }

        return new(All.Plus(other.All), buckets.ToImmutable());
    }

    /// <summary>
    /// What a subject counts for at most, millionths: the greatest value of the class in which the percentile of all
    /// variations' subjects lies; null: the metric has no such cap, or there is nobody.
    /// </summary>
    public static long? CapOf(MetricDefinition metric, IReadOnlyCollection<MetricSums> variations)
    {
        if (metric.CapPercentile is not { } share) return null;
        var counts = new SortedDictionary<int, long>();
        foreach (var (bucket, sums) in variations.SelectMany(variation => variation.Buckets))
        {
            if (bucket == 0 && metric.CapIgnoresZeros) continue;
            counts[bucket] = counts.GetValueOrDefault(bucket) + sums.Subjects;
        }

        var rank = (long)Math.Ceiling(share * counts.Values.Sum());
        foreach (var (bucket, count) in counts)
        {
            rank -= count;
            if (rank <= 0 && count > 0) return ValueBuckets.GreatestOf(bucket);
        }

        return null;
    }

    /// <summary>What formulas take, in units.</summary>
    /// <param name="cap">As <see cref="CapOf"/> answers it for all variations together.</param>
    public MeasuredMoments Moments(long? cap)
    {
        if (cap is not { } most) return All.ToMoments();
        var highest = ValueBuckets.Of(most);
        var below = default(MomentSums);
        var above = default(MomentSums);
        foreach (var (bucket, sums) in Buckets)
        {
            if (bucket <= highest) below = below.Plus(sums);
            else above = above.Plus(sums);
        }

        // Whoever is above counts for the cap, and keeps its covariate.
        BigInteger count = above.Subjects;
        var plain = below.ToMoments();
        var capped = above.ToMoments();
        return new(
            plain.Count + capped.Count,
            (double)(below.X.Value + (count * most)) / 1e6,
            (double)(below.XX.Value + (count * most * most)) / 1e12,
            plain.SumY + capped.SumY,
            plain.SumYY + capped.SumYY,
            (double)(below.XY.Value + (above.Y.Value * most)) / 1e12);
    }
}
