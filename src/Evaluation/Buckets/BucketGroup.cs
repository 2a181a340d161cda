using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Actors.Evaluation;

/// <summary>
/// Which buckets are drawn by one attribute and one version of the hash? All of them at once, lane by lane.
/// </summary>
/// <remarks>
/// The hash goes through a text unit by unit, each multiplication waiting for the one before; the hashes of different
/// seeds do not wait for each other.
/// </remarks>
internal sealed class BucketGroup
{
    private const int Lanes = 16;

    // No UTF-16 code unit: where a shorter seed has ended.
    private const uint End = uint.MaxValue;

    private readonly bool _valueFirst;
    private readonly Block[] _blocks;

    /// <param name="slot">Where a subject keeps the attribute.</param>
    /// <param name="hashes">All of one version, 1 or 2.</param>
    public BucketGroup(int slot, IReadOnlyList<BucketHash> hashes)
    {
        Slot = slot;
        _valueFirst = hashes[0].Version == 1;
        // Seeds of one length together: a block takes as long as its longest.
        _blocks = [.. hashes.OrderBy(hash => hash.Seed.Length).Chunk(Lanes).Select(chunk => new Block(chunk))];
    }

    public int Slot { get; }

    /// <param name="value">The attribute's text.</param>
    /// <param name="buckets">By index of the hash.</param>
    public void Draw(ReadOnlySpan<char> value, Span<double> buckets)
    {
        var folded = _valueFirst ? Bucketing.Fold(value) : 0;
        Span<uint> hashes = stackalloc uint[Lanes];
        Span<double> drawn = stackalloc double[Lanes];
        foreach (var block in _blocks)
        {
            if (_valueFirst)
                AfterSeeds(block.SeedUnits, folded, hashes);
            else
                AfterValue(block.SeedsFolded, value, hashes);
            var indices = block.Indices;
            BucketLanes.Of(hashes[..BucketLanes.Whole(indices.Length)], isFirstVersion: _valueFirst, drawn);
            for (var lane = 0; lane < indices.Length; lane++)
                buckets[indices[lane]] = drawn[lane];
        }
    }

    // Two vectors at a time, so that one multiplies while the other waits.
    private static void AfterValue(ReadOnlySpan<uint> seeds, ReadOnlySpan<char> value, Span<uint> hashes)
    {
        var prime = Vector256.Create(Bucketing.Prime);
        var left = Vector256.Create(seeds);
        var right = Vector256.Create(seeds[Vector256<uint>.Count..]);
        foreach (var unit in value)
        {
            var units = Vector256.Create((uint)unit);
            left = (left ^ units) * prime;
            right = (right ^ units) * prime;
        }
        left.CopyTo(hashes);
        right.CopyTo(hashes[Vector256<uint>.Count..]);
    }

    private static void AfterSeeds(ReadOnlySpan<uint> units, uint folded, Span<uint> hashes)
    {
        var left = Vector256.Create(folded);
        var right = left;
        for (; units.Length >= Lanes; units = units[Lanes..])
        {
            left = Step(left, Vector256.Create(units));
            right = Step(right, Vector256.Create(units[Vector256<uint>.Count..]));
        }
        left.CopyTo(hashes);
        right.CopyTo(hashes[Vector256<uint>.Count..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> Step(Vector256<uint> hash, Vector256<uint> units) => Vector256.ConditionalSelect(
        Vector256.Equals(units, Vector256.Create(End)), hash, (hash ^ units) * Vector256.Create(Bucketing.Prime));

    private sealed class Block
    {
        public Block(BucketHash[] hashes)
        {
            Indices = [.. hashes.Select(hash => hash.Index)];
            for (var lane = 0; lane < hashes.Length; lane++)
                SeedsFolded[lane] = hashes[lane].SeedFolded;
            SeedUnits = new uint[Lanes * hashes.Max(hash => hash.Seed.Length)];
            Array.Fill(SeedUnits, End);
            for (var lane = 0; lane < hashes.Length; lane++)
            {
                for (var at = 0; at < hashes[lane].Seed.Length; at++)
                    SeedUnits[(at * Lanes) + lane] = hashes[lane].Seed[at];
            }
        }

        public int[] Indices { get; }

        /// <summary>The state after the seed, by lane.</summary>
        public uint[] SeedsFolded { get; } = new uint[Lanes];

        /// <summary>The first unit of each lane's seed, then the second of each.</summary>
        public uint[] SeedUnits { get; }
    }
}
