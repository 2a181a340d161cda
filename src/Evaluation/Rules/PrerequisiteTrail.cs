namespace Actors.Evaluation;

/// <summary>Which features are being evaluated for the sake of which, and what came of those that are done?</summary>
internal sealed class PrerequisiteTrail
{
    /// <summary>How many features may stand behind one another; a longer chain is held to be a circle.</summary>
    public const int Longest = 64;

    private readonly string[] _keys = new string[Longest];
    private readonly Dictionary<CompiledFeature, Outcome> _done = [];
    private int _length;

    /// <summary>The keys from the feature that was asked for to the one being evaluated.</summary>
    public ReadOnlySpan<string> Keys => _keys.AsSpan(0, _length);

    /// <summary>Forgets everything, also what an evaluation that threw has left.</summary>
    public void Reset()
    {
        _length = 0;
        if (_done.Count > 0)
            _done.Clear();
    }

    /// <summary>False when the feature is being evaluated already, or too many are.</summary>
    public bool TryEnter(string key)
    {
        foreach (var entered in Keys)
        {
            if (string.Equals(entered, key, StringComparison.Ordinal))
                return false;
        }
        if (_length == Longest)
            return false;
        _keys[_length++] = key;
        return true;
    }

    public void Leave() => _length--;

    /// <summary>What came of it, since <see cref="Reset"/>.</summary>
    /// <remarks>
    /// Only what met no circle is kept: it is then the same from wherever it is asked for, and a net of prerequisites
    /// costs as much as it has features, not as it has paths.
    /// </remarks>
    public Outcome? Done(CompiledFeature feature) => _done.GetValueOrDefault(feature);

    public void Keep(CompiledFeature feature, Outcome outcome) => _done[feature] = outcome;
}
