using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>What do one experiment's events in one stream add up to, and how far are they counted?</summary>
internal sealed class Lane
{
    private readonly HashSet<string> _keys;
    private ExperimentTally _tally;
    private ExperimentSums? _shown;
    private long _keptPosition;

    /// <summary>One that begins to count after a position.</summary>
    public Lane(int id, MeasuredExperiment experiment, long position)
        : this(id, experiment, position, new ExperimentTally(experiment), isWhole: true) =>
        _keptPosition = -1;

    /// <summary>One that goes on.</summary>
    public Lane(KeptLane kept)
        : this(kept.Lane, kept.Sums.Of, kept.Position, new ExperimentTally(kept.Sums), isWhole: false) =>
        (_keptPosition, IsOfBefore) = (kept.Position, kept.Sums.Exposures is null);

    private Lane(int id, MeasuredExperiment experiment, long position, ExperimentTally tally, bool isWhole)
    {
        (Id, Of, Position, _tally) = (id, experiment, position, tally);
        Subjects = new LaneSubjects(isWhole);
        _keys = [.. experiment.Metrics.SelectMany(
            metric => new[] { metric.Definition.Event, metric.Definition.Denominator }).OfType<string>()];
    }

    public int Id { get; }

    public MeasuredExperiment Of { get; private set; }

    /// <summary>Whether a version of ours began to count it that counted less of each exposure.</summary>
    public bool IsOfBefore { get; private set; }

    /// <summary>The sequence of the last event that is counted.</summary>
    public long Position { get; private set; }

    public LaneSubjects Subjects { get; }

    public bool IsChanged => Position != _keptPosition || Subjects.Changed > 0;

    /// <summary>Kept until something changes: who asks again is told the same.</summary>
    public ExperimentSums Sums => _shown ??= _tally.Sums();

    /// <summary>Of all events that can concern it.</summary>
    public IEnumerable<string> Keys => _keys.Append(Of.Experiment);

    public bool Concerns(MeasuredEvent one) =>
        one.Subject.Attribute == Of.Attribute
        && (one.Kind == EventKind.Metric ? _keys.Contains(one.Key) : Of.VariationOf(one) is not null);

    /// <summary>Sets what is known of a subject, in the sums as well.</summary>
    public void Replace(string subject, SubjectMeasure? known, SubjectMeasure? next)
    {
        if (ReferenceEquals(known, next)) return;
        _tally.Replace(known, next);
        Subjects.Change(subject, next);
        _shown = null;
    }

    public void MoveTo(long position) => Position = position;

    /// <summary>Goes on under a definition that differs only in what has not happened yet.</summary>
    public void Adopt(MeasuredExperiment experiment)
    {
        var sums = Sums with { Of = experiment };
        (Of, _tally, _shown, _keptPosition, IsOfBefore) = (experiment, new ExperimentTally(sums), null, -1, false);
    }

    /// <summary>What is to be written now.</summary>
    public KeptLane Taken()
    {
        _keptPosition = Position;
        return new(Id, Position, Sums);
    }
}
