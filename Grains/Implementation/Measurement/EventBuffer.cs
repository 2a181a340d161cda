using System.Collections.Immutable;
using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>Which events wait to be written? No more than a bound: who comes then is told to come again.</summary>
internal sealed class EventBuffer
{
    /// <summary>Of all that wait, bytes, as far as they can be estimated; some 25,000 plain events.</summary>
    public const long MaxBytes = 8 << 20;

    private readonly Queue<WaitingEvents> _waiting = [];
    private long _bytes;

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>null: there is no room.</summary>
    public WaitingEvents? TryAdd(ImmutableArray<MeasuredEvent> events)
    {
        var bytes = events.Sum(BytesOf);
        if (_bytes > 0 && _bytes + bytes > MaxBytes) return null;
        var added = new WaitingEvents(events, bytes);
        _waiting.Enqueue(added);
        _bytes += bytes;
        return added;
    }

    /// <summary>Those that came first: at least one request, and of several no more than so many events.</summary>
    public List<WaitingEvents> Take(int most)
    {
        var taken = new List<WaitingEvents>();
        var count = 0;
        while (_waiting.TryPeek(out var next) && (taken.Count == 0 || count + next.Events.Length <= most))
        {
            taken.Add(_waiting.Dequeue());
            count += next.Events.Length;
            _bytes -= next.Bytes;
        }

        return taken;
    }

    private static long BytesOf(MeasuredEvent one) => 300 + (2 * (one.Properties?.Length ?? 0));
}

/// <summary>The events of one request, and who waits for them.</summary>
internal sealed record WaitingEvents(ImmutableArray<MeasuredEvent> Events, long Bytes)
{
    public TaskCompletionSource<ImmutableArray<EventOutcome>> Written { get; } =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
}
