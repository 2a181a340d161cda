using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>
/// Holds one saved group, asks <see cref="SavedGroupDecisions"/> what may happen to it, keeps it and hands it over.
/// </summary>
[GrainType("saved-group")]
internal sealed partial class SavedGroupGrain : Grain, ISavedGroupGrain
{
    // As a feature: better "not now" than to keep every later caller waiting for Orleans to notice a dead silo.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Storage<SavedGroupState> _state;
    private readonly RulesetHandOver _handOver;
    private readonly AuditOutbox _outbox;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FeatureId _id;
    private IGrainTimer? _retry;

    public SavedGroupGrain(
        [PersistentState("saved-group", StorageNames.Actors)] IPersistentState<SavedGroupState> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<SavedGroupGrain> logger)
    {
        _id = GrainKeys.SavedGroupOf(this.GetPrimaryKeyString());
        (_time, _logger) = (time, logger);
        _state = new Storage<SavedGroupState>(storage, this);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
        _handOver = new RulesetHandOver(_id.Project, $"the saved group {_id}", GrainFactory, logger);
    }

    private SavedGroupHistory History => _state.Durable.History;

    private IProjectGrain Project => GrainFactory.GetProject(_id.Project);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _outbox.Send(cancellationToken);
        RepeatUntilDelivered();
    }

    public Task<Answer<SavedGroupView>> Current(CancellationToken cancellation) =>
        Task.FromResult<Answer<SavedGroupView>>(History.Group is null ? NotFound() : View());

    public Task<Answer<SavedGroupView>> Put(
        SavedGroup group, long? expected, Authorship authorship, CancellationToken cancellation) =>
        Change(
            environments => SavedGroupDecisions.Put(
                _state.Newest.History, _id.Feature, group, expected, authorship, environments, _time.GetUtcNow()),
            authorship,
            cancellation);

    public Task<Answer<SavedGroupView>> Delete(
        long? expected, Authorship authorship, CancellationToken cancellation) =>
        Change(
            environments => SavedGroupDecisions.Delete(
                _state.Newest.History, expected, authorship, environments, _time.GetUtcNow()),
            authorship,
            cancellation);

    public async Task<bool> Deliver(CancellationToken cancellation)
    {
        var project = await Project.Current(cancellation).WaitAsync(_patience, _time, cancellation);
        var history = project.Value is { } view
            ? History with { HandOvers = History.HandOvers.Covering(view.Project.Environments, History.Revision) }
            : History;

        // The project may have forgotten what it was told and had not written yet, so it is told again.
        return await Deliver(history with { Announced = 0 }, cancellation);
    }

    private async Task<Answer<SavedGroupView>> Change(
        Func<ImmutableArray<string>, Decision<SavedGroupHistory>> decide,
        Authorship authorship,
        CancellationToken cancellation)
    {
        var project = await Project.Current(cancellation).WaitAsync(_patience, _time, cancellation);
        if (project.Refusal is { } missing)
        {
            return missing;
        }

        var decision = decide(project.Value!.Project.Environments);
        if (decision is Decision<SavedGroupHistory>.Refused(var reason))
        {
            return reason;
        }

        var next = ((Decision<SavedGroupHistory>.Accepted)decision).Next;
        if (next.Revision != _state.Newest.History.Revision
            && await Keep(next, authorship, cancellation) is { } refusal)
        {
            return refusal;
        }

        await _outbox.Send(cancellation);
        await HandOver(cancellation);
        return View();
    }

    private async Task<Refusal?> Keep(SavedGroupHistory next, Authorship authorship, CancellationToken cancellation)
    {
        long? bytes = next.Group is null ? null : next.Summary(_id.Feature).Bytes;
        var expectation = await Project.ExpectGroup(_id.Feature, bytes, cancellation)
            .WaitAsync(_patience, _time, cancellation);
        if (expectation.Refusal is null)
        {
            var state = _state.Newest;
            var verb = next.Group is null ? "deleted" : state.History.Group is null ? "created" : "changed";
            var entry = SavedGroupAudit.Entry(_id, state.History, next, verb, authorship);
            await _state.Keep(state with { History = next, Unaudited = _outbox.With(state.Unaudited, entry) });
        }

        return expectation.Refusal;
    }

    /// <summary>Offers what is durable; whatever goes wrong now is no reason to deny that the change is made.</summary>
    private async Task HandOver(CancellationToken cancellation)
    {
        try
        {
            await Deliver(History, cancellation);
        }
        catch (Exception failure)
        {
            Log.NotNoted(_logger, _id, failure);
        }
    }

    private async Task<bool> Deliver(SavedGroupHistory history, CancellationToken cancellation)
    {
        using var budget = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        budget.CancelAfter(RulesetHandOver.Patience);
        var delivered = history with { HandOvers = await Publish(history, budget.Token) };
        delivered = await _handOver.Try("the project", delivered, async () =>
        {
            await Project.AnnounceGroup(delivered.Summary(_id.Feature), budget.Token).WaitAsync(budget.Token);
            return delivered with { Announced = delivered.Revision };
        });
        if (delivered != History)
        {
            await _state.Keep(_state.Newest with { History = delivered });
        }

        RepeatUntilDelivered();
        return delivered.Delivered;
    }

    private async Task<ImmutableSortedDictionary<string, HandOver>> Publish(
        SavedGroupHistory history, CancellationToken cancellation)
    {
        var group = history.Published(_id.Feature);
        var taken = await _handOver.Offer(
            history.HandOvers.Waiting(),
            async (_, ruleset) => (group.Revision, await ruleset.PublishGroups([group], cancellation)),
            cancellation);
        return taken.Aggregate(history.HandOvers, (next, one) =>
            next.Acknowledged(one.Environment, one.Revision, one.Version));
    }

    private void RepeatUntilDelivered()
    {
        if (History.Delivered)
        {
            _retry?.Dispose();
            _retry = null;
        }
        else
        {
            _retry ??= this.RegisterGrainTimer(
                (cancellation) => Deliver(cancellation), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        }
    }

    private SavedGroupView View() => new(
        _id.Feature,
        History.Revision,
        History.Group,
        History.CreatedAt,
        History.ChangedAt,
        History.ChangedBy,
        History.HandOvers.ToImmutableSortedDictionary(
            entry => entry.Key,
            entry => entry.Value.IsWaiting ? null : (long?)entry.Value.Version,
            StringComparer.Ordinal));

    private Refusal NotFound() => new("group-not-found", $"There is no saved group '{_id}'.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Who took the change of group {Group} could not be kept; it is repeated")]
        public static partial void NotNoted(ILogger logger, FeatureId group, Exception failure);
    }
}
