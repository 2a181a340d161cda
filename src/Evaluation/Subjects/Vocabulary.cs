using System.Collections.Immutable;
using System.Text;

namespace Actors.Evaluation;

/// <summary>Which attributes do the rules of a ruleset look at, and which buckets do they draw?</summary>
/// <remarks>
/// Every attribute has a slot and every bucket an index, so that evaluation looks nothing up by name. Both keep their
/// number from one ruleset to the next: features that did not change need not be compiled anew.
/// </remarks>
internal sealed class Vocabulary
{
    /// <summary>The slot of "id", which OFREP's targeting key stands in for.</summary>
    public const int IdSlot = 0;

    /// <summary>The slot of "targetingKey".</summary>
    public const int TargetingKeySlot = 1;

    private const int FewestForGroup = 3;

    private readonly Dictionary<string, int> _slots;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _slotsBySpan;
    private readonly byte[][] _names;

    // Open addressing over the names as UTF-8: a slot and one, or 0 where there is none. At most half full.
    private readonly int[] _table;

    public Vocabulary(
        ImmutableArray<string> attributes,
        ImmutableArray<BucketHash> hashes,
        ImmutableArray<SharedCondition> conditions)
    {
        (Attributes, Hashes, Conditions) = (attributes, hashes, conditions);
        _slots = new Dictionary<string, int>(attributes.Length, StringComparer.Ordinal);
        _slotsBySpan = _slots.GetAlternateLookup<ReadOnlySpan<char>>();
        _names = new byte[attributes.Length][];
        _table = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)attributes.Length * 2)];
        Groups =
        [
            .. hashes.Where(hash => hash.Version is 1 or 2).GroupBy(hash => (hash.Slot, hash.Version))
                .Where(group => group.Count() >= FewestForGroup)
                .Select(group => new BucketGroup(group.Key.Slot, [.. group])),
        ];
        for (var slot = 0; slot < attributes.Length; slot++)
        {
            _slots[attributes[slot]] = slot;
            _names[slot] = Encoding.UTF8.GetBytes(attributes[slot]);
            _table[FreePlace(_names[slot])] = slot + 1;
        }
    }

    public static Vocabulary Smallest { get; } = new(["id", "targetingKey"], [], []);

    /// <summary>The names, by slot.</summary>
    public ImmutableArray<string> Attributes { get; }

    /// <summary>The buckets, by index.</summary>
    public ImmutableArray<BucketHash> Hashes { get; }

    /// <summary>The conditions, by index.</summary>
    public ImmutableArray<SharedCondition> Conditions { get; }

    /// <summary>The buckets by attribute and version of the hash; none where too few share them.</summary>
    public BucketGroup[] Groups { get; }

    /// <summary>-1 where no rule looks at the attribute.</summary>
    public int SlotOf(ReadOnlySpan<char> attribute) => _slotsBySpan.TryGetValue(attribute, out var slot) ? slot : -1;

    /// <summary>-1 where no rule looks at the attribute.</summary>
    public int SlotOf(ReadOnlySpan<byte> utf8)
    {
        for (var place = FirstPlace(utf8); _table[place] != 0; place = (place + 1) & (_table.Length - 1))
        {
            if (_names[_table[place] - 1].AsSpan().SequenceEqual(utf8))
                return _table[place] - 1;
        }
        return -1;
    }

    private int FreePlace(ReadOnlySpan<byte> utf8)
    {
        var place = FirstPlace(utf8);
        while (_table[place] != 0)
            place = (place + 1) & (_table.Length - 1);
        return place;
    }

    // The names in the table are the publisher's: a caller can look for what is not there, but not make it longer.
    private int FirstPlace(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length;
        foreach (var unit in utf8)
            hash = unchecked((hash ^ unit) * 0x01000193);
        return (int)((hash ^ (hash >> 15)) & (uint)(_table.Length - 1));
    }
}
