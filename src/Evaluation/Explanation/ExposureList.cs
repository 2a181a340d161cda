namespace Actors.Evaluation;

/// <summary>Which variations are to be tracked, each once?</summary>
internal sealed class ExposureList
{
    private Assignment[] _assignments = new Assignment[4];
    private int _count;

    public ReadOnlySpan<Assignment> Assignments => _assignments.AsSpan(0, _count);

    public void Clear() => _count = 0;

    /// <summary>Takes the place of one that a tracker would hold to be the same.</summary>
    public void Add(in Assignment assignment)
    {
        for (var i = 0; i < _count; i++)
        {
            if (AreTheSame(_assignments[i], assignment))
            {
                _assignments[i] = assignment;
                return;
            }
        }
        if (_count == _assignments.Length)
            Array.Resize(ref _assignments, _count * 2);
        _assignments[_count++] = assignment;
    }

    private static bool AreTheSame(in Assignment left, in Assignment right) =>
        left.VariationIndex == right.VariationIndex
        && string.Equals(left.Experiment.Key, right.Experiment.Key, StringComparison.Ordinal)
        && string.Equals(left.Hash.Attribute, right.Hash.Attribute, StringComparison.Ordinal);
}
