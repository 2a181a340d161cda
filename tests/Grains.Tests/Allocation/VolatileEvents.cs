using Actors.Contracts.Measurement;
using Actors.Implementation.Measurement;
using Actors.Measurement;

#pragma warning disable IDE0130 // compiled into each project of tests that starts actors
namespace Actors.Grains.Tests.Allocation;
#pragma warning restore IDE0130

/// <summary>An event log that forgets everything when the process ends; of sums it keeps nothing at all.</summary>
internal sealed class VolatileEvents : IEventLog, ISumsStore
{
    private readonly Lock _gate = new();
    private readonly List<string> _streams = [];
    private readonly Dictionary<int, List<LoggedEvent>> _events = [];

    public Task<OpenLog> Open(string environment, int partition, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var name = $"{environment}/{partition}";
            if (!_streams.Contains(name)) _streams.Add(name);
            var id = _streams.IndexOf(name);
            _events.TryAdd(id, []);
            return Task.FromResult(new OpenLog(id, 1, _events[id].LastOrDefault()?.Sequence ?? 0));
        }
    }

    public Task<IReadOnlyList<KnownEvent>> Find(OpenLog stream, long[] places, CancellationToken cancellation) =>
        Select<KnownEvent>(stream, events => events
            .Where(one => places.Contains(one.Event.Place))
            .Select(one => new KnownEvent(one.Event.Subject, one.Event.Id, one.Event.Content)));

    public Task Append(
        OpenLog stream, IReadOnlyList<MeasuredEvent> events, DateTimeOffset arrived, CancellationToken cancellation)
    {
        lock (_gate)
            _events[stream.Id].AddRange(
                events.Select((one, index) => new LoggedEvent(stream.Tail + 1 + index, arrived, one)));
        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<LoggedEvent>> Read(
        OpenLog stream, long after, int limit, CancellationToken cancellation) =>
        Select<LoggedEvent>(stream, events => events.Where(one => one.Sequence > after).Take(limit));

    public Task<IReadOnlyList<LoggedEvent>> OfSubjects(
        OpenLog stream, IReadOnlyCollection<SubjectId> subjects, long upTo, CancellationToken cancellation) =>
        Select<LoggedEvent>(stream, events => events
            .Where(one => one.Sequence <= upTo && subjects.Contains(one.Event.Subject)));

    public Task<IReadOnlyList<KeptLane>> Lanes(OpenLog stream, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<KeptLane>>([]);

    public Task<IReadOnlyList<KeptSubject>> Subjects(
        OpenLog stream, IReadOnlyCollection<(int Lane, string Subject)> wanted, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<KeptSubject>>([]);

    public Task Keep(OpenLog stream, Checkpoint checkpoint, CancellationToken cancellation)
    {
        lock (_gate)
            _events[stream.Id].RemoveAll(one => one.Event.Subject == checkpoint.Erased);
        return Task.CompletedTask;
    }

    private Task<IReadOnlyList<T>> Select<T>(OpenLog stream, Func<IEnumerable<LoggedEvent>, IEnumerable<T>> wanted)
    {
        lock (_gate) return Task.FromResult<IReadOnlyList<T>>([.. wanted(_events[stream.Id])]);
    }
}
