using System.Collections.Immutable;
using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>Which events that wait are new? They become durable in one commit.</summary>
internal sealed class EventWriter(IEventLog log, OpenLog stream, TimeProvider time)
{
    private DateTimeOffset _arrived;

    /// <summary>With the sequence of the last event that is durable.</summary>
    public OpenLog Stream { get; private set; } = stream;

    /// <summary>Writes them; answers what was new, and sets what became of each request.</summary>
    public async Task<IReadOnlyList<LoggedEvent>> Write(
        IReadOnlyList<WaitingEvents> group,
        List<ImmutableArray<EventOutcome>> outcomes,
        CancellationToken cancellation)
    {
        var known = await Known(group, cancellation);
        var fresh = new List<MeasuredEvent>();
        foreach (var waiting in group)
        {
            outcomes.Add([.. waiting.Events.Select(one => Judge(one, known, fresh))]);
        }

        if (fresh.Count == 0) return [];

        // Arrivals never go back, whatever the clock does: that is how a time is found in the log.
        var now = time.GetUtcNow();
        _arrived = now > _arrived ? now : _arrived;
        await log.Append(Stream, fresh, _arrived, cancellation);
        var before = Stream.Tail;
        Stream = Stream with { Tail = before + fresh.Count };
        return [.. fresh.Select((one, index) => new LoggedEvent(before + index + 1, _arrived, one))];
    }

    private async Task<Dictionary<(SubjectId Subject, string Id), long>> Known(
        IReadOnlyList<WaitingEvents> group, CancellationToken cancellation)
    {
        if (Stream.Tail == 0) return [];
        long[] places = [.. group.SelectMany(waiting => waiting.Events).Select(one => one.Place)];
        Array.Sort(places);
        var found = new Dictionary<(SubjectId, string), long>();
        foreach (var one in await log.Find(Stream, places, cancellation))
        {
            found[(one.Subject, one.Id)] = one.Content;
        }

        return found;
    }

    private static EventOutcome Judge(
        MeasuredEvent one, Dictionary<(SubjectId Subject, string Id), long> known, List<MeasuredEvent> fresh)
    {
        if (known.TryGetValue((one.Subject, one.Id), out var content))
        {
            return content == one.Content ? EventOutcome.Duplicate : EventOutcome.IdReused;
        }

        known.Add((one.Subject, one.Id), one.Content);
        fresh.Add(one);
        return EventOutcome.Accepted;
    }
}
