using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>What is known of a lane's subjects, as far as it is held in memory, and what is not written yet?</summary>
/// <remarks>
/// Two generations: what is used moves to the young one, and the old one is let go when the young one is full. What was
/// changed is in the young one until it was written, so nothing unwritten is ever let go.
/// </remarks>
internal sealed class LaneSubjects(bool isWhole)
{
    private Dictionary<string, SubjectMeasure?> _young = new(StringComparer.Ordinal);
    private Dictionary<string, SubjectMeasure?> _old = new(StringComparer.Ordinal);
    private HashSet<string> _changed = new(StringComparer.Ordinal);

    // Nothing was ever let go, and nothing was there before: who is not here is not exposed.
    private bool _isWhole = isWhole;

    public int Young => _young.Count;

    public int Changed => _changed.Count;

    /// <summary>False: nobody here knows; storage must be asked.</summary>
    public bool TryGet(string subject, out SubjectMeasure? measure)
    {
        if (_young.TryGetValue(subject, out measure)) return true;
        if (!_old.Remove(subject, out measure)) return _isWhole;
        _young[subject] = measure;
        return true;
    }

    /// <summary>What storage says.</summary>
    public void Learn(string subject, SubjectMeasure? measure) => _young[subject] = measure;

    public void Change(string subject, SubjectMeasure? measure)
    {
        _young[subject] = measure;
        _changed.Add(subject);
    }

    /// <summary>What is to be written now; it counts as written, and must be before this is called again.</summary>
    public IEnumerable<(string Subject, SubjectMeasure? Measure)> TakeChanged()
    {
        var changed = _changed;
        _changed = new(StringComparer.Ordinal);
        var taken = new List<(string, SubjectMeasure?)>(changed.Count);
        foreach (var subject in changed)
        {
            TryGet(subject, out var measure);
            taken.Add((subject, measure));
        }

        return taken;
    }

    /// <summary>Lets go of what was not used for longest. Only right after <see cref="TakeChanged"/>.</summary>
    public void Age()
    {
        _isWhole &= _old.Count == 0;
        _old = _young;
        _young = new(StringComparer.Ordinal);
    }
}
