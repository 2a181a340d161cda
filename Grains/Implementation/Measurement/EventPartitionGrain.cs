using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Foundation;
using Actors.Measurement;
using Microsoft.Extensions.Logging;
using Orleans.Placement;

namespace Actors.Implementation.Measurement;

/// <summary>
/// The one writer of a part of an environment's events: writes what waits in one commit, counts it, and now and then
/// keeps what it has counted.
/// </summary>
[GrainType("event-partition"), HashBasedPlacement]
internal sealed partial class EventPartitionGrain : Grain, IEventPartitionGrain
{
    private static readonly TimeSpan _planPeriod = TimeSpan.FromSeconds(1);
    private static readonly Refusal _full = new("events-full", "More events wait to be written than may; come again.");

    private readonly IEventLog _log;
    private readonly ISumsStore _store;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly EventBuffer _buffer = new();
    private readonly Lanes _lanes;
    private EventLoop? _loop;

    public EventPartitionGrain(
        IEventLog log, ISumsStore store, TimeProvider time, ILogger<EventPartitionGrain> logger)
    {
        (_log, _store, _time, _logger) = (log, store, time, logger);
        _lanes = new Lanes(log, store);
    }

    private EventLoop Loop => _loop is { HasFailed: false } loop
        ? loop
        : throw new NotNowException("The last write failed; the actor is about to read the log again.");

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (environment, partition) = GrainKeys.EventsOf(this.GetPrimaryKeyString());
        var stream = await _log.Open(environment.ToString(), partition, cancellationToken);
        await _lanes.Load(stream, cancellationToken);
        _loop = new EventLoop(new EventWriter(_log, stream, _time), _buffer, _lanes, _store, _time, Failed);
        var plan = GrainFactory.GetMeasurementPlan(environment);
        this.RegisterGrainTimer(
            cancellation => AskForPlan(plan, cancellation),
            new GrainTimerCreationOptions(TimeSpan.Zero, _planPeriod) { Interleave = true });
        _loop.Start();
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _loop?.End() ?? Task.CompletedTask;

    public async Task<Answer<ImmutableArray<EventOutcome>>> Append(
        ImmutableArray<MeasuredEvent> events, CancellationToken cancellation)
    {
        var loop = Loop;
        if (_buffer.TryAdd(events) is not { } waiting) return _full;
        loop.Wake();
        return await waiting.Written.Task;
    }

    public Task<PartitionSums> Sums(string experiment, CancellationToken cancellation) =>
        Task.FromResult(new PartitionSums(Loop.Stream.Tail, [.. _lanes.Sums(experiment)]));

    public async Task<ImmutableArray<LoggedEvent>> History(
        SubjectId subject, int limit, CancellationToken cancellation)
    {
        var events = await _log.OfSubjects(Loop.Stream, [subject], keys: null, long.MaxValue, cancellation);
        return [.. events.OrderByDescending(one => one.Sequence).Take(limit)];
    }

    public Task<int> Erase(SubjectId subject, CancellationToken cancellation) => Loop.Erase(async stream =>
    {
        var events = await _log.OfSubjects(stream, [subject], keys: null, stream.Tail, cancellation);
        await _lanes.Forget(stream, subject, cancellation);
        await _store.Keep(stream, _lanes.Changes(subject), cancellation);
        return events.Count;
    });

    private async Task AskForPlan(IMeasurementPlanGrain plan, CancellationToken cancellation)
    {
        try
        {
            if (await plan.Newer(_lanes.Version, cancellation).WaitAsync(_planPeriod, _time, cancellation) is { } newer)
                _loop?.Follow(newer);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NoPlan(_logger, this.GetPrimaryKeyString(), failure);
        }
    }

    private void Failed(Exception failure)
    {
        Log.Failed(_logger, this.GetPrimaryKeyString(), failure);
        DeactivateOnIdle();
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Partition} could not go on; it forgets itself and reads the log again")]
        public static partial void Failed(ILogger logger, string partition, Exception failure);

        [LoggerMessage(LogLevel.Warning, "{Partition} has not heard of a newer plan; it asks again")]
        public static partial void NoPlan(ILogger logger, string partition, Exception failure);
    }
}
