using System.Buffers;
using System.IO.Hashing;

namespace Actors.Evaluation;

/// <summary>Which words does a change of the ruleset add to its vocabulary?</summary>
internal sealed class VocabularyBuilder
{
    private readonly Vocabulary _before;
    private readonly List<string> _addedAttributes = [];
    private readonly List<BucketHash> _addedHashes = [];
    private readonly Dictionary<string, int> _addedSlots = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Attribute, string Seed, int Version), BucketHash> _hashes = [];
    private readonly List<SharedCondition> _addedConditions = [];
    private readonly Dictionary<UInt128, SharedCondition> _conditions = [];

    public VocabularyBuilder(Vocabulary before)
    {
        _before = before;
        foreach (var hash in before.Hashes)
            _hashes[(hash.Attribute, hash.Seed, hash.Version)] = hash;
        foreach (var condition in before.Conditions)
            _conditions[condition.Identity] = condition;
    }

    /// <summary>The attribute's slot, a new one if need be.</summary>
    public int SlotOf(string attribute)
    {
        var known = _before.SlotOf(attribute);
        if (known >= 0 || _addedSlots.TryGetValue(attribute, out known))
            return known;
        var slot = _before.Attributes.Length + _addedAttributes.Count;
        _addedAttributes.Add(attribute);
        _addedSlots[attribute] = slot;
        return slot;
    }

    /// <summary>The bucket of an attribute under a seed, a new one if need be.</summary>
    public BucketHash HashOf(string attribute, string seed, int version)
    {
        if (_hashes.TryGetValue((attribute, seed, version), out var known))
            return known;
        var index = _before.Hashes.Length + _addedHashes.Count;
        var hash = new BucketHash(index, SlotOf(attribute), attribute, seed, version);
        _addedHashes.Add(hash);
        return _hashes[(attribute, seed, version)] = hash;
    }

    /// <summary>The condition for all who ask what it asks: the first that was published.</summary>
    /// <param name="condition">Compiled from the next.</param>
    /// <param name="published">As it was written.</param>
    public SharedCondition Share(Condition condition, in ScriptValue published)
    {
        var written = new ArrayBufferWriter<byte>();
        var output = new Utf8Output(written);
        output.WriteValue(published);
        output.Flush();
        var identity = XxHash128.HashToUInt128(written.WrittenSpan);
        if (_conditions.TryGetValue(identity, out var known))
            return known;
        var shared = new SharedCondition(condition, identity, _before.Conditions.Length + _addedConditions.Count);
        _addedConditions.Add(shared);
        return _conditions[identity] = shared;
    }

    public Vocabulary Build() => _addedAttributes.Count + _addedHashes.Count + _addedConditions.Count == 0
        ? _before
        : new Vocabulary(
            [.. _before.Attributes, .. _addedAttributes],
            [.. _before.Hashes, .. _addedHashes],
            [.. _before.Conditions, .. _addedConditions]);
}
