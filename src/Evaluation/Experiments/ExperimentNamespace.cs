namespace Actors.Evaluation;

/// <summary>
/// Which part of a namespace takes part? Experiments with parts that do not overlap share no subject.
/// </summary>
internal sealed class ExperimentNamespace(string id, BucketRange range)
{
    public string Id => id;

    public BucketRange Range => range;

    public double Bucket(ReadOnlySpan<char> value) =>
        Bucketing.FromFirstVersion(Bucketing.Fold(id, Bucketing.Fold("__", Bucketing.Fold(value))));
}
