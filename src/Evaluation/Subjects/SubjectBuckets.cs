namespace Actors.Evaluation;

/// <summary>In which bucket is the subject, of those that were asked for so far? Each is drawn once.</summary>
internal sealed class SubjectBuckets
{
    /// <summary>No bucket, and not NaN either.</summary>
    public const double NotDrawn = -1;

    private double[] _buckets = [];
    private uint[] _foldedValues = [];
    private bool[] _isFolded = [];
    private bool _isBlank;

    /// <summary>Whether none has been drawn.</summary>
    public bool IsBlank => _isBlank;

    public void Reset(Vocabulary vocabulary)
    {
        if (_buckets.Length < vocabulary.Hashes.Length)
            _buckets = new double[vocabulary.Hashes.Length * 2];
        if (_isFolded.Length < vocabulary.Attributes.Length)
        {
            _foldedValues = new uint[vocabulary.Attributes.Length * 2];
            _isFolded = new bool[vocabulary.Attributes.Length * 2];
        }
        _isBlank = false;
        Forget();
    }

    /// <summary>What was drawn may be wrong now: an attribute has changed.</summary>
    public void Forget()
    {
        if (_isBlank)
            return;
        Array.Fill(_buckets, NotDrawn);
        Array.Clear(_isFolded);
        _isBlank = true;
    }

    /// <summary>Draws many at once: worth it when all features are evaluated.</summary>
    public void DrawAll(BucketGroup group, ReadOnlySpan<char> value)
    {
        _isBlank = false;
        group.Draw(value, _buckets);
    }

    /// <summary><see cref="NotDrawn"/> until <see cref="Draw"/>.</summary>
    public double Drawn(int index) => _buckets[index];

    /// <param name="value">The subject's value of the hash's attribute; truthy.</param>
    public double Draw(BucketHash hash, in ScriptValue value)
    {
        _isBlank = false;
        return _buckets[hash.Index] = Compute(hash, value);
    }

    private double Compute(BucketHash hash, in ScriptValue value)
    {
        if (hash.Version == 1)
            return hash.OfFolded(Folded(hash.Slot, value));
        if (value.Kind == ScriptKind.Text)
            return hash.Of(value.Text);
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(value, scratch);
        return hash.Of(text.Chars);
    }

    private uint Folded(int slot, in ScriptValue value)
    {
        if (_isFolded[slot])
            return _foldedValues[slot];
        Span<char> scratch = stackalloc char[ScriptText.ScratchLength];
        using var text = new ScriptText(value, scratch);
        _isFolded[slot] = true;
        return _foldedValues[slot] = Bucketing.Fold(text.Chars);
    }
}
