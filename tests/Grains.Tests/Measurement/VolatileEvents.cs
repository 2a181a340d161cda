using System.Collections.Concurrent;
using Actors.Contracts.Measurement;
using Actors.Implementation.Measurement;
using Actors.Measurement;

namespace Actors.Grains.Tests.Measurement;

/// <summary>Events and sums in memory: whatever was written is there until the process ends.</summary>
internal sealed class VolatileEvents : IEventLog, ISumsStore
{
    private readonly Lock _lock = new();
    private readonly List<Stream> _streams = [];
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _slow = new();
    private readonly ConcurrentDictionary<string, bool> _held = new();

    /// <summary>Environments of which somebody's events wait to be written.</summary>
    public ICollection<string> Held => _held.Keys;

    /// <summary>Nothing of the environment is written until the answer is disposed of.</summary>
    public IDisposable Hold(string environment)
    {
        var until = _slow[environment] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return new Holding(() =>
        {
            _slow.TryRemove(environment, out _);
            until.SetResult();
        });
    }

    public Task<OpenLog> Open(string environment, int partition, CancellationToken cancellation)
    {
        lock (_lock)
        {
            var id = _streams.FindIndex(one => one.Environment == environment && one.Partition == partition);
            if (id < 0)
            {
                id = _streams.Count;
                _streams.Add(new Stream(environment, partition));
            }

            return Task.FromResult(new OpenLog(id, ++_streams[id].Epoch, _streams[id].Tail));
        }
    }

    public Task<IReadOnlyList<KnownEvent>> Find(OpenLog stream, long[] places, CancellationToken cancellation) =>
        Look<KnownEvent>(stream, known =>
        [
            .. known.Events.Where(one => places.Contains(one.Event.Place))
                .Select(one => new KnownEvent(one.Event.Subject, one.Event.Id, one.Event.Content)),
        ]);

    public async Task Append(
        OpenLog stream, IReadOnlyList<MeasuredEvent> events, DateTimeOffset arrived, CancellationToken cancellation)
    {
        if (_slow.TryGetValue(NameOf(stream), out var until))
        {
            _held.TryAdd(NameOf(stream), true);
            await until.Task;
        }

        await Write(stream, known => known.Events.AddRange(
            events.Select(one => new LoggedEvent(++known.Tail, arrived, one))));
    }

    public Task<IReadOnlyList<LoggedEvent>> Read(
        OpenLog stream, long after, int limit, CancellationToken cancellation) =>
        Look<LoggedEvent>(stream, known => [.. known.Events.Where(one => one.Sequence > after).Take(limit)]);

    public Task<IReadOnlyList<LoggedEvent>> OfSubjects(
        OpenLog stream,
        IReadOnlyCollection<SubjectId> subjects,
        IReadOnlyCollection<string>? keys,
        long upTo,
        CancellationToken cancellation) =>
        Look<LoggedEvent>(
            stream,
            known =>
            [
                .. known.Events.Where(one => one.Sequence <= upTo && subjects.Contains(one.Event.Subject)
                    && (keys is null || keys.Contains(one.Event.Key))),
            ]);

    public Task<IReadOnlyList<KeptLane>> Lanes(OpenLog stream, CancellationToken cancellation) =>
        Look<KeptLane>(stream, known => [.. known.Lanes.Values]);

    public Task<IReadOnlyList<KeptSubject>> Subjects(
        OpenLog stream, IReadOnlyCollection<(int Lane, string Subject)> wanted, CancellationToken cancellation) =>
        Look<KeptSubject>(
            stream, known => [.. wanted.Where(known.Subjects.ContainsKey).Select(key => known.Subjects[key])]);

    public Task Keep(OpenLog stream, Checkpoint checkpoint, CancellationToken cancellation) =>
        Write(stream, known =>
        {
            foreach (var lane in checkpoint.Lanes) known.Lanes[lane.Lane] = lane;
            foreach (var subject in checkpoint.Subjects) known.Subjects[(subject.Lane, subject.Subject)] = subject;
            foreach (var lane in checkpoint.Dropped) known.Lanes.Remove(lane);
            known.Events.RemoveAll(one => one.Event.Subject == checkpoint.Erased);
        });

    /// <summary>As if the partition with the first event had been dropped.</summary>
    public void ForgetFirst(OpenLog stream)
    {
        lock (_lock) _streams[stream.Id].Events.RemoveAt(0);
    }

    private Task<IReadOnlyList<T>> Look<T>(OpenLog stream, Func<Stream, IReadOnlyList<T>> look)
    {
        lock (_lock) return Task.FromResult(look(_streams[stream.Id]));
    }

    private Task Write(OpenLog stream, Action<Stream> write)
    {
        lock (_lock)
        {
            var known = _streams[stream.Id];
            if (known.Epoch != stream.Epoch) throw new FencedException("Another writer has opened the stream.");
            write(known);
            return Task.CompletedTask;
        }
    }

    private string NameOf(OpenLog stream)
    {
        lock (_lock) return _streams[stream.Id].Environment;
    }

    private sealed class Holding(Action end) : IDisposable
    {
        public void Dispose() => end();
    }

    private sealed class Stream(string environment, int partition)
    {
        public string Environment => environment;

        public int Partition => partition;

        public long Epoch { get; set; }

        public long Tail { get; set; }

        public List<LoggedEvent> Events { get; } = [];

        public Dictionary<int, KeptLane> Lanes { get; } = [];

        public Dictionary<(int Lane, string Subject), KeptSubject> Subjects { get; } = [];
    }
}
