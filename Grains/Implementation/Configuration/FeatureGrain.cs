using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>
/// Holds one feature, asks <see cref="FeatureDecisions"/> what may happen to it, keeps it and hands it over.
/// </summary>
[GrainType("feature")]
internal sealed partial class FeatureGrain : Grain, IFeatureGrain
{
    // The project's silo may have died: better "not now" than to keep every later caller waiting for Orleans to notice.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Storage<FeatureHistory> _history;
    private readonly FeatureDelivery _delivery;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly FeatureId _id;
    private IGrainTimer? _retry;

    public FeatureGrain(
        [PersistentState("feature", StorageNames.Actors)] IPersistentState<FeatureHistory> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<FeatureGrain> logger)
    {
        _id = GrainKeys.FeatureOf(this.GetPrimaryKeyString());
        _audit = audit;
        (_time, _logger) = (time, logger);
        _history = new Storage<FeatureHistory>(storage, this);
        _delivery = new FeatureDelivery(_id, GrainFactory, audit, logger);
    }

    private IProjectGrain Project => GrainFactory.GetProject(_id.Project);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        RepeatUntilDelivered();
        return Task.CompletedTask;
    }

    public Task<Answer<FeatureView>> Current(CancellationToken cancellation) =>
        Task.FromResult<Answer<FeatureView>>(
            _history.Durable is { Feature: not null, Last: { } last } ? View(last) : NotFound());

    public async Task<Answer<FeatureView>> Change(
        FeatureChange change, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        var decision = await Decide(change, expected, authorship, cancellation);
        if (decision is Decision<FeatureHistory>.Refused(var reason))
        {
            return reason;
        }

        var next = ((Decision<FeatureHistory>.Accepted)decision).Next;
        if (next.Revision != _history.Newest.Revision)
        {
            var expectation = await Project.Expect(_id.Feature, cancellation).WaitAsync(_patience, _time, cancellation);
            if (expectation.Refusal is { } refusal)
            {
                return refusal;
            }

            await _history.Keep(next);
        }

        await HandOver(cancellation);
        return View(Made(authorship));
    }

    public async Task<Answer<BatchedChange>> ChangeInBatch(
        FeatureChange change, Authorship authorship, CancellationToken cancellation)
    {
        if (!_history.Durable.Delivered && !await Deliver(cancellation))
        {
            throw new NotNowException($"An earlier change of '{_id}' is still on its way.");
        }

        var decision = await Decide(change, expected: null, authorship, cancellation);
        if (decision is Decision<FeatureHistory>.Refused(var reason))
        {
            return reason;
        }

        var next = ((Decision<FeatureHistory>.Accepted)decision).Next;
        if (next.Revision != _history.Newest.Revision)
        {
            await _history.Keep(Delivery.Batched(next));
        }

        var kept = _history.Durable;
        return new BatchedChange(
            Summaries.Of(_id.Feature, kept),
            kept.HandOvers.Keys.ToImmutableSortedDictionary(
                environment => environment,
                environment => Publication.Of(_id.Feature, kept, environment),
                StringComparer.Ordinal),
            Made(authorship));
    }

    public async Task<ImmutableArray<Revision>> History(long? before, int limit, CancellationToken cancellation)
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
            _id.Project, FeatureAudit.Subject(_id.Feature), oldest, limit - recent.Length, cancellation);
        return [.. recent, .. older.Select(FeatureAudit.Revision)];
    }

    public async Task<bool> Deliver(CancellationToken cancellation)
    {
        var project = await Project.Current(cancellation).WaitAsync(_patience, _time, cancellation);
        var covering = project.Value is { } view
            ? Delivery.Covering(_history.Durable, view.Project.Environments)
            : _history.Durable;

        // The project may have forgotten what it was told and had not written yet, so it is told again.
        return await Deliver(covering with { Announced = 0 }, cancellation);
    }

    /// <summary>Offers what is durable; whatever goes wrong now is no reason to deny that the change is made.</summary>
    private async Task HandOver(CancellationToken cancellation)
    {
        try
        {
            await Deliver(_history.Durable, cancellation);
        }
        catch (Exception failure)
        {
            Log.NotNoted(_logger, _id, failure);
        }
    }

    private async Task<bool> Deliver(FeatureHistory history, CancellationToken cancellation)
    {
        var delivered = await _delivery.Deliver(history, cancellation);
        if (delivered != _history.Newest)
        {
            await _history.Keep(delivered);
        }

        RepeatUntilDelivered();
        return delivered.Delivered;
    }

    private async Task<Decision<FeatureHistory>> Decide(
        FeatureChange change, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        var project = await Project.Current(cancellation).WaitAsync(_patience, _time, cancellation);
        return project.Value is { } view
            ? FeatureDecisions.Decide(
                _history.Newest,
                _id.Feature,
                change,
                expected,
                authorship,
                view.Project.Environments,
                _time.GetUtcNow())
            : project.Refusal!;
    }

    private void RepeatUntilDelivered()
    {
        if (_history.Durable.Delivered)
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

    /// <summary>The revision that this request made, now or when it came for the first time; else the last.</summary>
    private Revision Made(Authorship authorship)
    {
        var history = _history.Durable;
        return history.Recent.LastOrDefault(revision => revision.Authorship.OperationId == authorship.OperationId)
            ?? history.Last!;
    }

    private FeatureView View(Revision revision)
    {
        var history = _history.Durable;
        return new FeatureView(
            _id.Feature,
            revision,
            history.CreatedAt,
            history.HandOvers.ToImmutableSortedDictionary(
                entry => entry.Key,
                entry => entry.Value.IsWaiting ? null : (long?)entry.Value.Version,
                StringComparer.Ordinal));
    }

    private Refusal NotFound() => new("feature-not-found", $"There is no feature '{_id}'.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Who acknowledged the change of {Feature} could not be kept; it is repeated")]
        public static partial void NotNoted(ILogger logger, FeatureId feature, Exception failure);
    }
}
