namespace Actors.Evaluation;

/// <summary>Which share of the subjects gets a forced value?</summary>
/// <param name="hash">Who has no value for its attribute is not included.</param>
/// <param name="fallback">Where bucketing is sticky: hashed for who has no value for the first attribute.</param>
/// <param name="range">The buckets included; null when the coverage says it.</param>
/// <param name="coverage">0 to 1; the bound itself is included, but 0 includes nobody.</param>
internal sealed class Rollout(BucketHash hash, BucketHash? fallback, BucketRange? range, double coverage)
{
    public BucketHash Hash => hash;

    public BucketHash? Fallback => fallback;

    public BucketRange? Range => range;

    public double Coverage => coverage;

    public bool IncludesNobody => range is null && coverage == 0;

    public BucketBounds Bounds { get; } =
        range is { } within ? BucketBounds.Of(within) : BucketBounds.OfCoverage(coverage);
}
