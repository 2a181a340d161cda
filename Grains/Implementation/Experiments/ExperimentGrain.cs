using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Experiments;

/// <summary>
/// Holds one experiment, asks <see cref="ExperimentDecisions"/> what may happen to it, keeps it and hands it over.
/// </summary>
[GrainType("experiment")]
internal sealed partial class ExperimentGrain : Grain, IExperimentGrain, IRemindable
{
    // As a feature: better "not now" than to keep every later caller waiting for Orleans to notice a dead silo.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan _soonest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _latest = TimeSpan.FromMinutes(2);

    /// <summary>Whom revisions name that nobody asked for.</summary>
    private const string Actors = "actors";

    private readonly Storage<ExperimentHistory> _history;
    private readonly ExperimentSurroundings _surroundings;
    private readonly ExperimentSlots _slots;
    private readonly ExperimentDelivery _delivery;
    private readonly WorkReminder _reminder;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ExperimentId _id;
    private IGrainTimer? _retry;
    private IGrainTimer? _clock;

    public ExperimentGrain(
        [PersistentState("experiment", StorageNames.Actors)] IPersistentState<ExperimentHistory> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<ExperimentGrain> logger)
    {
        _id = GrainKeys.ExperimentOf(this.GetPrimaryKeyString());
        (_audit, _time, _logger) = (audit, time, logger);
        _history = new Storage<ExperimentHistory>(storage, this);
        _surroundings = new ExperimentSurroundings(_id, GrainFactory);
        _slots = new ExperimentSlots(_id, GrainFactory);
        _delivery = new ExperimentDelivery(_id, GrainFactory, audit, logger);
        _reminder = new WorkReminder(this);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        RepeatUntilDelivered();
        LetItBeGuarded(CancellationToken.None).Ignore(); // who ran before results were watched is watched from now on
        return Task.CompletedTask;
    }

    public Task<Answer<ExperimentView>> Current(CancellationToken cancellation) =>
        Task.FromResult<Answer<ExperimentView>>(_history.Durable.Last is { } last ? View(last) : NotFound());

    public async Task<Answer<ExperimentView>> Change(
        ExperimentChange change, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        if (_history.Durable is { OwesSlots: true, State.Run: null } && !await Deliver(cancellation))
        {
            throw new NotNowException($"'{_id}' is still giving back what it asked for when it was not started.");
        }

        var around = await Around(change, cancellation);
        var decision = Decide(change, expected, authorship, around);
        if (decision.Refusal is { } reason)
        {
            return reason;
        }

        if (decision.Value!.Revision != _history.Newest.Revision
            && await Keep(change, expected, authorship, around.Value!, decision.Value, cancellation) is { } refusal)
        {
            return refusal;
        }

        await HandOver(cancellation);
        await LetItBeGuarded(cancellation);
        return View(Made(authorship));
    }

    public async Task<Answer<ExperimentView>> Guard(GuardrailEvidence evidence, CancellationToken cancellation)
    {
        var by = new Authorship(Actors, evidence.Reason, $"guard/{evidence.Id}");
        var answer = await Change(new GuardExperiment(evidence), expected: null, by, cancellation);
        await Tick(cancellation);
        return answer;
    }

    public Task<Answer<ExperimentState>> Consider(
        ImmutableArray<ExperimentChange> changes, CancellationToken cancellation) =>
        new Considering(_id, _surroundings, _slots)
            .Consider(_history.Durable.State, changes, _time.GetUtcNow(), cancellation)
            .WaitAsync(_patience, _time, cancellation);

    private Task LetItBeGuarded(CancellationToken cancellation) =>
        _history.Durable.State?.Status is ExperimentStatus.Running
            ? GrainFactory.GetResults(_id).Follow(cancellation)
            : Task.CompletedTask;

    public async Task<ImmutableArray<ExperimentRevision>> History(
        long? before, int limit, CancellationToken cancellation)
    {
        var recent = _history.Durable.Recent
            .Reverse()
            .Where(revision => before is null || revision.Number < before)
            .Take(limit)
            .ToImmutableArray();
        var oldest = recent.IsEmpty ? before ?? 1 : recent[^1].Number;
        if (recent.Length == limit || oldest <= 1)
        {
            return recent;
        }

        var older = await _audit.Revisions(
            _id.Project, ExperimentAudit.Subject(_id.Experiment), oldest, limit - recent.Length, cancellation);
        return [.. recent, .. older.Select(ExperimentAudit.Revision)];
    }

    public async Task<bool> Deliver(CancellationToken cancellation)
    {
        var delivered = await _delivery.Deliver(_history.Durable, cancellation);
        if (delivered != _history.Newest)
        {
            await _history.Keep(delivered);
        }

        RepeatUntilDelivered();
        if (delivered is { Delivered: true, State: { } state } && Timetable.Next(state) is null)
        {
            await _reminder.Release();
        }

        return delivered.Delivered;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await HandOver(CancellationToken.None);
        await Tick(CancellationToken.None);
    }

    /// <summary>
    /// Keeps what was decided. What needs slots asks for them first, and is decided again with what was granted; that
    /// it may hold some is noted before, so that none are lost.
    /// </summary>
    private async Task<Refusal?> Keep(
        ExperimentChange change,
        long? expected,
        Authorship authorship,
        Surroundings around,
        ExperimentHistory decided,
        CancellationToken cancellation)
    {
        Refusal? refusal = null;
        await _reminder.During(async () =>
        {
            if (change is StartExperiment or GrowExperiment)
            {
                await _history.Keep(_history.Newest with { HoldsSlots = true });
                var reserved = await _slots.Reserve(decided.State!.Experiment, cancellation)
                    .WaitAsync(_patience, _time, cancellation);
                refusal = reserved.Refusal;
                var again = refusal is null
                    ? Decide(change, expected, authorship, around with { Filters = reserved.Value })
                    : refusal;
                (refusal, decided) = (again.Refusal, again.Value ?? _history.Newest);
            }

            await _history.Keep(decided);
        });
        return refusal;
    }

    private async Task<Answer<Surroundings>> Around(ExperimentChange change, CancellationToken cancellation) =>
        await _surroundings.Around(_history.Newest.State, change, _time.GetUtcNow(), cancellation)
            .WaitAsync(_patience, _time, cancellation);

    private Answer<ExperimentHistory> Decide(
        ExperimentChange change, long? expected, Authorship authorship, Answer<Surroundings> around) =>
        around.Refusal is { } missing
            ? missing
            : ExperimentDecisions.Decide(
                _history.Newest, _id, change, expected, authorship, around.Value!, _time.GetUtcNow()) switch
            {
                Decision<ExperimentHistory>.Accepted(var next) => next,
                Decision<ExperimentHistory>.Refused(var reason) => reason,
                var other => throw new InvalidOperationException($"Unknown decision {other}."),
            };

    /// <summary>Offers what is durable; whatever goes wrong now is no reason to deny that the change is made.</summary>
    private async Task HandOver(CancellationToken cancellation)
    {
        try
        {
            await Deliver(cancellation);
        }
        catch (Exception failure)
        {
            Log.NotNoted(_logger, _id, failure);
        }
    }

    /// <summary>
    /// Does the one thing that is due. The next step of a ramp waits until the present one is served everywhere.
    /// </summary>
    private async Task Tick(CancellationToken cancellation)
    {
        var history = _history.Newest;
        if (history.State is not { } state || Timetable.Due(state, _time.GetUtcNow()) is not { } due
            || due is AdvanceRamp && !history.Published)
        {
            return;
        }

        var by = new Authorship(Actors, "It was due by its schedule.", $"schedule/{history.Revision}");
        var answer = await Change(due, history.Revision, by, cancellation);
        if (due is StartExperiment && answer.Refusal is { } refusal)
        {
            var problems = refusal.Problems.Select(problem => $"{problem.Path}: {problem.Message}");
            var why = string.Join(' ', problems.Prepend(refusal.Message));
            await Change(new AbandonStart(why), history.Revision, by with { Comment = why }, cancellation);
        }
    }

    /// <summary>Wakes for what is due soon; a reminder does for what is due later, or in another silo.</summary>
    private void WakeInTime()
    {
        _clock?.Dispose();
        _clock = null;
        if (_history.Durable.State is { } state && Timetable.Next(state) is { } at)
        {
            var wait = at - _time.GetUtcNow();
            var due = wait < _soonest ? _soonest : wait;
            _clock = due > _latest ? null : this.RegisterGrainTimer(Tick, due, _soonest);
        }
    }

    private void RepeatUntilDelivered()
    {
        WakeInTime();
        if (_history.Durable.Delivered)
        {
            _retry?.Dispose();
            _retry = null;
        }
        else
        {
            _retry ??= this.RegisterGrainTimer(
                (cancellation) => HandOver(cancellation), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        }
    }

    /// <summary>The revision that this request made, now or when it came for the first time; else the last.</summary>
    private ExperimentRevision Made(Authorship authorship)
    {
        var history = _history.Durable;
        return history.Recent.LastOrDefault(revision => revision.Authorship.OperationId == authorship.OperationId)
            ?? history.Last!;
    }

    private ExperimentView View(ExperimentRevision revision)
    {
        var history = _history.Durable;
        return new ExperimentView(
            _id.Experiment,
            revision,
            history.CreatedAt,
            history.HandOvers.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => entry.Value.IsWaiting ? null : (long?)entry.Value.Version,
                StringComparer.Ordinal));
    }

    private Refusal NotFound() => new("experiment-not-found", $"There is no experiment '{_id}'.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Who took the change of {Experiment} could not be kept; it is repeated")]
        public static partial void NotNoted(ILogger logger, ExperimentId experiment, Exception failure);
    }
}
