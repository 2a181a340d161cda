using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Which part of 0 to 1 belongs to which variation?</summary>
public static class BucketRanges
{
    /// <summary>One nth for each; none below one variation.</summary>
    public static ImmutableArray<double> EqualWeights(int variations) =>
        variations <= 0 ? [] : [.. Enumerable.Repeat(1.0 / variations, variations)];

    /// <summary>The weights' parts side by side, each cut from its end down to the coverage's share of it.</summary>
    /// <param name="variations">How many; 0 or more.</param>
    /// <param name="coverage">The share of subjects who take part; below 0 is 0, above 1 is 1.</param>
    /// <param name="weights">
    /// One for each variation. Equal ones are taken when there are none, another number of them, or they add up to
    /// less than 0.99 or more than 1.01.
    /// </param>
    public static ImmutableArray<BucketRange> Of(int variations, double coverage, ImmutableArray<double>? weights)
    {
        var included = coverage < 0 ? 0 : coverage > 1 ? 1 : coverage;
        var shares = weights is { } given && given.Length == variations && given.Sum() is >= 0.99 and <= 1.01
            ? given
            : EqualWeights(variations);
        var ranges = ImmutableArray.CreateBuilder<BucketRange>(shares.Length);
        var start = 0.0;
        foreach (var share in shares)
        {
            ranges.Add(new BucketRange(start, start + (included * share)));
            start += share;
        }
        return ranges.MoveToImmutable();
    }

    /// <summary>The first range that holds the bucket, as an index; -1 when none does.</summary>
    public static int Choose(double bucket, ReadOnlySpan<BucketRange> ranges)
    {
        for (var i = 0; i < ranges.Length; i++)
        {
            if (ranges[i].Contains(bucket))
                return i;
        }
        return -1;
    }
}
