namespace Actors.Measurement.Tests;

/// <summary>
/// Folds events one by one as they arrive, as a partition does: a log, what is known of each subject, and the sums.
/// </summary>
internal sealed class Counter(MeasuredExperiment experiment)
{
    private readonly Dictionary<SubjectId, List<MeasuredEvent>> _log = [];
    private readonly Dictionary<SubjectId, SubjectMeasure?> _known = [];
    private readonly ExperimentTally _tally = new(experiment);

    public ExperimentSums Sums => _tally.Sums();

    public static ExperimentSums Count(MeasuredExperiment experiment, IEnumerable<MeasuredEvent> arriving)
    {
        var counter = new Counter(experiment);
        foreach (var one in arriving) counter.Take(one);
        return counter.Sums;
    }

    /// <summary>An event that is there already is passed over.</summary>
    public void Take(MeasuredEvent one)
    {
        if (!_log.TryGetValue(one.Subject, out var events)) _log[one.Subject] = events = [];
        if (events.Any(known => known.Id == one.Id)) return;
        events.Add(one);
        var known = _known.GetValueOrDefault(one.Subject);
        if (!SubjectFold.TryApply(experiment, known, one, out var next)) next = SubjectFold.Of(experiment, events);
        _tally.Replace(known, next);
        _known[one.Subject] = next;
    }
}
