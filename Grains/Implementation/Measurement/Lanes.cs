using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>Which experiments are counted in a stream, how far is each, and what is to be written?</summary>
/// <remarks>
/// Each has a lane of its own, so that starting one, counting one otherwise, and going on after a restart are the same:
/// a lane that is behind reads the log until it is not. The lane before goes on meanwhile.
/// </remarks>
internal sealed class Lanes(IEventLog log, ISumsStore store)
{
    private const int ReadAtOnce = 2_000;
    private const int MaxYoung = 40_000;

    // Clients' clocks may be ahead, and silos' clocks are never quite equal.
    private static readonly TimeSpan _early = EventLimits.MaxAhead * 2;

    private readonly LaneFolder _folder = new(log, store);
    private readonly List<int> _dropped = [];
    private List<Lane> _lanes = [];
    private MeasurementPlan? _plan;
    private int _lastId;

    public int Changed => _lanes.Sum(lane => lane.Subjects.Changed);

    public bool IsChanged => _dropped.Count > 0 || _lanes.Any(lane => lane.IsChanged);

    /// <summary>Of the plan that is followed; 0: none was heard of yet.</summary>
    public long Version => _plan?.Version ?? 0;

    public async Task Load(OpenLog stream, CancellationToken cancellation)
    {
        var kept = await store.Lanes(stream, cancellation);
        _lanes = [.. kept.OrderBy(lane => lane.Lane).Select(lane => new Lane(lane))];
        _lastId = _lanes.Count == 0 ? 0 : _lanes[^1].Id;
    }

    /// <summary>From now on this is counted, from its start on, and nothing else.</summary>
    public async Task Follow(OpenLog stream, MeasurementPlan plan, CancellationToken cancellation)
    {
        var wanted = plan.Experiments.ToDictionary(experiment => experiment.Key, StringComparer.Ordinal);
        Drop(_lanes.Where(lane => !wanted.ContainsKey(lane.Of.Key)));
        foreach (var experiment in plan.Experiments)
        {
            var lanes = _lanes.FindAll(lane => lane.Of.Key == experiment.Key);
            var same = lanes.FindLast(lane => lane.Of.IsSame(experiment) && !lane.IsOfBefore);

            // One that serves until its successor has caught up; successors of which nothing became are let go.
            Drop(lanes.Skip(1).Where(lane => lane != same));
            if (same is null) await Begin(stream, experiment, lanes.FirstOrDefault(), cancellation);
        }

        _plan = plan;
        Settle(stream.Tail);
    }

    public bool IsMeasured(string experiment) => _lanes.Exists(lane => lane.Of.Experiment == experiment);

    /// <summary>Counts what has just become durable, in every lane that stood right before it.</summary>
    public Task Take(OpenLog stream, IReadOnlyList<LoggedEvent> events, CancellationToken cancellation) =>
        events.Count == 0
            ? Task.CompletedTask
            : _folder.Fold(
                stream, _lanes.FindAll(lane => lane.Position == events[0].Sequence - 1), events, cancellation);

    /// <summary>Lets the lane that is furthest behind, and those beside it, read on for a while.</summary>
    /// <returns>Whether there is more to read.</returns>
    public async Task<bool> CatchUp(OpenLog stream, CancellationToken cancellation)
    {
        var behind = _lanes.FindAll(lane => lane.Position < stream.Tail);
        if (behind.Count == 0) return false;
        var position = behind.Min(lane => lane.Position);
        var reading = behind.FindAll(lane => lane.Position == position);
        var others = behind.Select(lane => lane.Position).Where(other => other > position);
        var most = (int)Math.Min(ReadAtOnce, others.DefaultIfEmpty(stream.Tail).Min() - position);
        var events = await log.Read(stream, position, most, cancellation);
        await _folder.Fold(stream, reading, events, cancellation);

        // What was dropped or erased leaves gaps: read on after them.
        foreach (var lane in reading.Where(lane => events.Count == 0)) lane.MoveTo(position + most);
        Settle(stream.Tail);
        return _lanes.Exists(lane => lane.Position < stream.Tail);
    }

    /// <summary>What has changed since it was last asked. It must be written before this is asked again.</summary>
    public Checkpoint Changes(SubjectId? erased)
    {
        var subjects = _lanes.SelectMany(lane => lane.Subjects.TakeChanged()
            .Select(one => new KeptSubject(lane.Id, one.Subject, one.Measure))).ToList();
        var lanes = _lanes.FindAll(lane => lane.IsChanged || subjects.Exists(one => one.Lane == lane.Id));
        var checkpoint = new Checkpoint(
            lanes.ConvertAll(lane => lane.Taken()), subjects, [.. _dropped], erased);
        _dropped.Clear();
        if (_lanes.Sum(lane => lane.Subjects.Young) > MaxYoung) _lanes.ForEach(lane => lane.Subjects.Age());
        return checkpoint;
    }

    /// <summary>Forgets a subject, and what it counted for.</summary>
    public async Task Forget(OpenLog stream, SubjectId subject, CancellationToken cancellation)
    {
        var lanes = _lanes.FindAll(lane => lane.Of.Attribute == subject.Attribute);
        var one = new MeasuredEvent { Id = "", Key = "", Subject = subject };
        await _folder.Load(stream, lanes.Select(lane => (lane, one)), cancellation);
        foreach (var lane in lanes)
        {
            lane.Subjects.TryGet(subject.Value, out var known);
            lane.Replace(subject.Value, known, null);
        }
    }

    /// <summary>Of each phase the sums of the lane that serves.</summary>
    public IEnumerable<PhaseSums> Sums(string experiment) =>
        _lanes.Where(lane => lane.Of.Experiment == experiment)
            .GroupBy(lane => lane.Of.Key, (_, lanes) => lanes.First())
            .Select(lane => new PhaseSums(lane.Sums, lane.Position));

    private async Task Begin(
        OpenLog stream, MeasuredExperiment experiment, Lane? before, CancellationToken cancellation)
    {
        var oldest = await log.Read(stream, 0, 1, cancellation);
        var isLogWhole = oldest is not [var first, ..] || first.Sequence == 1 || first.Arrived <= experiment.Started;
        if (before is not null && !isLogWhole && before.Of.IsSame(experiment with { Stopped = before.Of.Stopped }))
        {
            // Counted anew, it would lose what the log has forgotten.
            before.Adopt(experiment);
            return;
        }

        var from = experiment.Started.UtcTicks > _early.Ticks ? experiment.Started - _early : DateTimeOffset.MinValue;
        var position = await PositionBefore(stream, from, cancellation);
        _lanes.Add(new Lane(++_lastId, experiment, position));
    }

    /// <summary>The last position before which nothing arrived at or after a time.</summary>
    private async Task<long> PositionBefore(OpenLog stream, DateTimeOffset time, CancellationToken cancellation)
    {
        long low = 0, high = stream.Tail;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await log.Read(stream, middle, 1, cancellation) is [var next] && next.Arrived < time)
                low = Math.Min(next.Sequence, high);
            else
                high = middle;
        }

        return low;
    }

    /// <summary>Lets go of lanes whose successor has caught up.</summary>
    private void Settle(long tail)
    {
        foreach (var lanes in _lanes.GroupBy(lane => lane.Of.Key).Where(lanes => lanes.Count() > 1).ToList())
        {
            if (lanes.Last().Position >= tail) Drop(lanes.SkipLast(1));
        }
    }

    private void Drop(IEnumerable<Lane> lanes)
    {
        foreach (var lane in lanes.ToList())
        {
            _lanes.Remove(lane);
            _dropped.Add(lane.Id);
        }
    }
}
