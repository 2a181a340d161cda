namespace Actors.Evaluation;

/// <summary>Which words does a change of the ruleset add to its vocabulary?</summary>
internal sealed class VocabularyBuilder
{
    private readonly Vocabulary _before;
    private readonly List<string> _addedAttributes = [];
    private readonly List<BucketHash> _addedHashes = [];
    private readonly Dictionary<string, int> _addedSlots = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Attribute, string Seed, int Version), BucketHash> _hashes = [];

    public VocabularyBuilder(Vocabulary before)
    {
        _before = before;
        foreach (var hash in before.Hashes)
            _hashes[(hash.Attribute, hash.Seed, hash.Version)] = hash;
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

    public Vocabulary Build() => _addedAttributes.Count + _addedHashes.Count == 0
        ? _before
        : new Vocabulary([.. _before.Attributes, .. _addedAttributes], [.. _before.Hashes, .. _addedHashes]);
}
