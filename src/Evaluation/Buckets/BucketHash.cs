namespace Actors.Evaluation;

/// <summary>By which attribute, seed and version is a bucket drawn? One of these for all rules that agree.</summary>
/// <param name="index">Where a subject keeps the bucket, once it has been drawn.</param>
/// <param name="slot">Where a subject keeps the attribute.</param>
/// <param name="attribute">A name, no path.</param>
/// <param name="version">As <see cref="Bucketing.Bucket"/> has it; any other draws no bucket.</param>
internal sealed class BucketHash(int index, int slot, string attribute, string seed, int version)
{
    public int Index => index;

    public int Slot => slot;

    public string Attribute => attribute;

    public string Seed => seed;

    public int Version => version;

    /// <summary>The hash's state after the seed.</summary>
    public uint SeedFolded { get; } = Bucketing.Fold(seed);

    /// <summary>In [0, 1), or NaN, which is in no range and below no coverage.</summary>
    public double Of(ReadOnlySpan<char> value) => version switch
    {
        1 => OfFolded(Bucketing.Fold(value)),
        2 => Bucketing.FromSecondVersion(Bucketing.Fold(value, SeedFolded)),
        _ => double.NaN,
    };

    /// <summary>As <see cref="Of"/> with version 1, which reads the value first: it need be folded only once.</summary>
    public double OfFolded(uint value) => Bucketing.FromFirstVersion(Bucketing.Fold(seed, value));
}
