using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>How do durable events get into the sums of the lanes that stand just before them?</summary>
internal sealed class LaneFolder(IEventLog log, ISumsStore store)
{
    private const int SubjectsAtOnce = 1_000;

    /// <param name="stream">With a tail at or after the last of the events.</param>
    /// <param name="lanes">All at the same position, that of the event before the first.</param>
    /// <param name="events">In order, without gaps.</param>
    public async Task Fold(
        OpenLog stream,
        IReadOnlyList<Lane> lanes,
        IReadOnlyList<LoggedEvent> events,
        CancellationToken cancellation)
    {
        if (events.Count == 0 || lanes.Count == 0) return;
        var upTo = events[^1].Sequence;
        var concerned = Concerned(lanes, events);
        await Load(stream, concerned, cancellation);
        var again = new HashSet<(Lane Lane, SubjectId Subject)>();
        foreach (var (lane, one) in concerned)
        {
            if (!again.Contains((lane, one.Subject)) && !TryApply(lane, one)) again.Add((lane, one.Subject));
        }

        await LookAgain(stream, again, upTo, cancellation);
        foreach (var lane in lanes) lane.MoveTo(upTo);
    }

    /// <summary>Has everything that is kept of these subjects in memory.</summary>
    public async Task Load(
        OpenLog stream, IEnumerable<(Lane Lane, MeasuredEvent One)> concerned, CancellationToken cancellation)
    {
        var missing = new Dictionary<(int Lane, string Subject), Lane>();
        foreach (var (lane, one) in concerned)
        {
            if (!lane.Subjects.TryGet(one.Subject.Value, out _)) missing[(lane.Id, one.Subject.Value)] = lane;
        }

        if (missing.Count == 0) return;
        foreach (var kept in await store.Subjects(stream, missing.Keys, cancellation))
        {
            if (!missing.Remove((kept.Lane, kept.Subject), out var lane)) continue;
            lane.Subjects.Learn(kept.Subject, kept.Measure);
        }

        foreach (var ((_, subject), lane) in missing) lane.Subjects.Learn(subject, null);
    }

    private static List<(Lane Lane, MeasuredEvent One)> Concerned(
        IReadOnlyList<Lane> lanes, IReadOnlyList<LoggedEvent> events)
    {
        var concerned = new List<(Lane, MeasuredEvent)>(events.Count);
        foreach (var logged in events)
        {
            foreach (var lane in lanes)
            {
                if (lane.Concerns(logged.Event)) concerned.Add((lane, logged.Event));
            }
        }

        return concerned;
    }

    private static bool TryApply(Lane lane, MeasuredEvent one)
    {
        lane.Subjects.TryGet(one.Subject.Value, out var known);
        if (!SubjectFold.TryApply(lane.Of, known, one, out var next)) return false;
        lane.Replace(one.Subject.Value, known, next);
        return true;
    }

    private async Task LookAgain(
        OpenLog stream,
        HashSet<(Lane Lane, SubjectId Subject)> again,
        long upTo,
        CancellationToken cancellation)
    {
        foreach (var some in again.GroupBy(one => one.Subject).Chunk(SubjectsAtOnce))
        {
            HashSet<Lane> lanes = [.. some.SelectMany(one => one).Select(one => one.Lane)];
            HashSet<string> keys = [.. lanes.SelectMany(lane => lane.Keys)];
            var found = await log.OfSubjects(stream, [.. some.Select(one => one.Key)], keys, upTo, cancellation);
            var events = found.ToLookup(logged => logged.Event.Subject, logged => logged.Event);
            foreach (var (lane, subject) in some.SelectMany(one => one))
            {
                lane.Subjects.TryGet(subject.Value, out var known);
                lane.Replace(subject.Value, known, SubjectFold.Of(lane.Of, [.. events[subject]]));
            }
        }
    }
}
