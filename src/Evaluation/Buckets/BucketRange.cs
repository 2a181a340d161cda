namespace Actors.Evaluation;

/// <summary>Is a bucket within this part of 0 to 1? Its start is, its end is not.</summary>
public readonly record struct BucketRange(double Start, double End)
{
    /// <summary>False for NaN, the bucket of a subject that cannot be hashed.</summary>
    public bool Contains(double bucket) => bucket >= Start && bucket < End;
}
