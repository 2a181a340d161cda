using System.Collections.Concurrent;
using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Foundation;
using Actors.Measurement;

namespace Actors.Gateway.Tests.Rulesets;

/// <summary>A log in memory that can be away, full or slow.</summary>
internal sealed class ToldEvents : IEventPartitionGrain
{
    private readonly ConcurrentDictionary<(SubjectId, string), MeasuredEvent> _events = [];

    /// <summary>What is in the log, each once.</summary>
    public ICollection<MeasuredEvent> Events => _events.Values;

    /// <summary>How many events were sent, repeated ones too.</summary>
    public int Sent { get; private set; }

    public bool IsAway { get; set; }

    public bool IsFull { get; set; }

    /// <summary>Nothing is answered before it completes.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<Answer<ImmutableArray<EventOutcome>>> Append(
        ImmutableArray<MeasuredEvent> events, CancellationToken cancellation = default)
    {
        Sent += events.Length;
        await Gate.WaitAsync(cancellation);
        if (IsAway) throw new SiloUnavailableException();
        if (IsFull) return new Refusal("events-full", "No room.");
        return events.Select(one => _events.TryAdd((one.Subject, one.Id), one)
            ? EventOutcome.Accepted
            : EventOutcome.Duplicate).ToImmutableArray();
    }

    public Task<PartitionSums> Sums(string experiment, CancellationToken cancellation = default) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<LoggedEvent>> History(
        SubjectId subject, int limit, CancellationToken cancellation = default) => throw new NotSupportedException();

    public Task<int> Erase(SubjectId subject, CancellationToken cancellation = default) =>
        throw new NotSupportedException();
}

/// <summary>An actor that takes reports, or fails after it has taken one.</summary>
internal sealed class ToldDrift : IDriftGrain
{
    public ConcurrentQueue<DriftReport> Reports { get; } = [];

    public bool IsAway { get; set; }

    public Task Add(DriftReport report, CancellationToken cancellation = default)
    {
        Reports.Enqueue(report);
        return IsAway ? Task.FromException(new InvalidOperationException("Away.")) : Task.CompletedTask;
    }

    public Task<DriftSummary> Read(CancellationToken cancellation = default) => throw new NotSupportedException();
}
