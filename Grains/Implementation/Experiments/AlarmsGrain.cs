using System.Collections.Immutable;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Experiments;

/// <summary>Holds a project's alarms, and tells of each change: the audit log, the log and a metric.</summary>
/// <remarks>
/// Of the meter "Actors": actors.region.alarms (raised now, by the silo that holds them) and
/// actors.region.alarms_raised (ever), by kind.
/// </remarks>
[GrainType("alarms")]
internal sealed partial class AlarmsGrain : Grain, IAlarmsGrain
{
    private static readonly Meter _meter = new("Actors");

    private static readonly UpDownCounter<int> _raised = _meter.CreateUpDownCounter<int>(
        "actors.region.alarms", "{alarm}", "Alarms of experiments that are raised now.");

    private static readonly Counter<int> _everRaised = _meter.CreateCounter<int>(
        "actors.region.alarms_raised", "{alarm}", "Alarms of experiments that were raised.");

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    private readonly Storage<AlarmsState> _state;
    private readonly AuditOutbox _outbox;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _project;

    public AlarmsGrain(
        [PersistentState("alarms", StorageNames.Actors)] IPersistentState<AlarmsState> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<AlarmsGrain> logger)
    {
        _project = GrainKeys.AlarmsOf(this.GetPrimaryKeyString());
        (_time, _logger) = (time, logger);
        _state = new Storage<AlarmsState>(storage, this);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Count(_state.Durable.Alarms.Raised, 1);
        return _outbox.Send(cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Count(_state.Durable.Alarms.Raised, -1);
        return Task.CompletedTask;
    }

    public Task<ProjectAlarms> Current(CancellationToken cancellation) => Task.FromResult(_state.Durable.Alarms);

    public Task Take(AlarmFinding finding, CancellationToken cancellation) =>
        AlarmDecisions.Take(_state.Newest.Alarms, finding, _time.GetUtcNow()) is { } change
            ? Keep(change, cancellation)
            : _state.Settled;

    public async Task End(string experiment, string because, CancellationToken cancellation)
    {
        while (AlarmDecisions.End(_state.Newest.Alarms, experiment, because, _time.GetUtcNow()) is { } change)
            await Keep(change, cancellation);
    }

    private async Task Keep(AlarmChange change, CancellationToken cancellation)
    {
        var state = _state.Newest;
        await _state.Keep(new() { Alarms = change.Next, Unaudited = _outbox.With(state.Unaudited, Entry(change)) });
        Tell(change);
        await _outbox.Send(cancellation);
    }

    private void Tell(AlarmChange change)
    {
        var (alarm, tag) = (change.Alarm, Kind(change.Alarm));
        switch (change.Verb)
        {
            case AlarmVerb.Raised:
                _raised.Add(1, tag);
                _everRaised.Add(1, tag);
                Log.Raised(_logger, _project, alarm.Id.Experiment, alarm.Reason);
                break;
            case AlarmVerb.Explained:
                Log.Raised(_logger, _project, alarm.Id.Experiment, alarm.Reason);
                break;
            case AlarmVerb.Cleared:
                _raised.Add(-1, tag);
                Log.Cleared(_logger, _project, alarm.Id.Experiment, alarm.ClearedBecause, alarm.Reason);
                break;
            default:
                throw new UnreachableException($"{change.Verb} is nothing that becomes of an alarm.");
        }
    }

    private AuditEntry Entry(AlarmChange change) => new(
        _project,
        $"alarm/{change.Alarm.Id.Experiment}",
        change.Next.Revision,
        _time.GetUtcNow(),
        "actors",
        $"alarm/{change.Alarm.Number}/{change.Next.Revision}",
        change.Verb is AlarmVerb.Cleared
            ? $"{change.Alarm.ClearedBecause}. It was: {change.Alarm.Reason}"
            : change.Alarm.Reason,
        change.Verb.ToString().ToLowerInvariant(),
        "[]",
        JsonSerializer.Serialize(change.Alarm, _json));

    private static void Count(ImmutableArray<Alarm> alarms, int sign)
    {
        foreach (var alarm in alarms) _raised.Add(sign, Kind(alarm));
    }

    private static KeyValuePair<string, object?> Kind(Alarm alarm) =>
        new("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(alarm.Id.Kind.ToString()));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Alarm of {Project}/{Experiment}. {Reason}")]
        public static partial void Raised(ILogger logger, string project, string experiment, string reason);

        [LoggerMessage(LogLevel.Information, "Alarm of {Project}/{Experiment} is over: {Because}. {Reason}")]
        public static partial void Cleared(
            ILogger logger, string project, string experiment, string because, string reason);
    }
}

/// <summary>A project's alarms, as storage keeps them.</summary>
[GenerateSerializer, Immutable, Alias("alarms-state")]
internal sealed record AlarmsState
{
    [Id(0)] public ProjectAlarms Alarms { get; init; } = ProjectAlarms.None;

    /// <summary>Entries that the audit log may not have yet.</summary>
    [Id(1)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];
}
