namespace Actors.Evaluation;

/// <summary>Is the subject's bucket within one of these ranges? The newer form of a namespace.</summary>
internal sealed class BucketFilter(BucketHash hash, BucketRange[] ranges)
{
    public BucketHash Hash => hash;

    public ReadOnlySpan<BucketRange> Ranges => ranges;
}
