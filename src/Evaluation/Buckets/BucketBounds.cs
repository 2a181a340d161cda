namespace Actors.Evaluation;

/// <summary>Is a bucket from the lower to the upper bound, both included?</summary>
internal readonly record struct BucketBounds(double Low, double High)
{
    public static BucketBounds Everybody { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public static BucketBounds Nobody { get; } = new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The range without its end.</summary>
    public static BucketBounds Of(BucketRange range) => new(range.Start, Math.BitDecrement(range.End));

    /// <summary>From 0 to the coverage, which is included, except that 0 includes nobody.</summary>
    public static BucketBounds OfCoverage(double coverage) => coverage == 0 ? Nobody : new(0, coverage);

    /// <summary>False for NaN, the bucket of a subject that cannot be hashed.</summary>
    public bool Contain(double bucket) => bucket >= Low & bucket <= High; // no branch: nobody could foretell it
}
