using System.Runtime.Intrinsics;

namespace Actors.Evaluation;

/// <summary>
/// Which buckets of the second version are drawn by one attribute? All of them at once, lane by lane.
/// </summary>
/// <remarks>
/// The hash goes through the text unit by unit, each multiplication waiting for the one before; the seeds do not wait
/// for each other. Measured, eight lanes take little longer than one.
/// </remarks>
internal sealed class HashGroup
{
    private const int Stride = 16;

    private readonly uint[] _seeds;
    private readonly int[] _indices;

    public HashGroup(int slot, IReadOnlyList<BucketHash> hashes)
    {
        Slot = slot;
        _indices = [.. hashes.Select(hash => hash.Index)];
        _seeds = new uint[(hashes.Count + Stride - 1) / Stride * Stride];
        for (var i = 0; i < hashes.Count; i++)
            _seeds[i] = hashes[i].SeedFolded;
    }

    public int Slot { get; }

    /// <param name="value">The attribute's text.</param>
    /// <param name="buckets">By index of the hash.</param>
    public void Draw(ReadOnlySpan<char> value, Span<double> buckets)
    {
        Span<uint> hashes = stackalloc uint[Stride];
        for (var at = 0; at < _seeds.Length; at += Stride)
        {
            // Two by two, so that one multiplies while the other waits.
            var left = Vector256.Create(_seeds.AsSpan(at));
            var right = Vector256.Create(_seeds.AsSpan(at + Vector256<uint>.Count));
            var prime = Vector256.Create(Bucketing.Prime);
            foreach (var unit in value)
            {
                var units = Vector256.Create((uint)unit);
                left = (left ^ units) * prime;
                right = (right ^ units) * prime;
            }
            left.CopyTo(hashes);
            right.CopyTo(hashes[Vector256<uint>.Count..]);
            var indices = _indices.AsSpan(at, Math.Min(Stride, _indices.Length - at));
            for (var lane = 0; lane < indices.Length; lane++)
                buckets[indices[lane]] = Bucketing.FromSecondVersion(hashes[lane]);
        }
    }
}
