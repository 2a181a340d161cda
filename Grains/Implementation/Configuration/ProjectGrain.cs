using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>Holds a project and the index of its features, and sees to it that what was begun in it is finished.</summary>
[GrainType("project")]
internal sealed partial class ProjectGrain : Grain, IProjectGrain, IRemindable
{
    private const string Reminder = "finish-what-was-begun";
    private static readonly TimeSpan _flushPeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _reminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan _resumePeriod = TimeSpan.FromSeconds(5);

    private readonly Storage<ProjectState> _state;
    private readonly Storage<ProjectIndexState> _index;
    private readonly DueFeatures _due;
    private readonly ProjectBatch _batch;
    private readonly AuditOutbox _outbox;
    private readonly IAuditLog _audit;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _key;
    private ImmutableSortedDictionary<string, FeatureSummary> _features;
    private bool _resuming;

    public ProjectGrain(
        [PersistentState("project", StorageNames.Actors)] IPersistentState<ProjectState> state,
        [PersistentState("project-index", StorageNames.Actors)] IPersistentState<ProjectIndexState> index,
        [PersistentState("project-due", StorageNames.Actors)] IPersistentState<ProjectDueState> due,
        [PersistentState("project-batch", StorageNames.Actors)] IPersistentState<ProjectBatchState> batch,
        IAuditLog audit,
        TimeProvider time,
        ILogger<ProjectGrain> logger)
    {
        _key = GrainKeys.ProjectOf(this.GetPrimaryKeyString());
        _state = new Storage<ProjectState>(state, this);
        _index = new Storage<ProjectIndexState>(index, this);
        _due = new DueFeatures(new Storage<ProjectDueState>(due, this));
        _batch = new ProjectBatch(_key, new Storage<ProjectBatchState>(batch, this), GrainFactory, audit);
        _outbox = new AuditOutbox(audit);
        (_audit, _time, _logger) = (audit, time, logger);
        _features = ImmutableSortedDictionary.Create<string, FeatureSummary>(StringComparer.Ordinal);
    }

    private ProjectHistory History => _state.Durable.History;

    private int FeatureCount => _features.Values.Count(feature => !feature.Deleted);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _features = _index.Durable.Features;
        await _outbox.Send(_state.Durable.Unaudited, cancellationToken);
        this.RegisterGrainTimer(Flush, Every(_flushPeriod));
        this.RegisterGrainTimer(Resume, Every(_resumePeriod));
    }

    public Task<Answer<ProjectView>> Current(CancellationToken cancellation) =>
        Task.FromResult<Answer<ProjectView>>(History.Project is null ? NotFound() : View());

    public async Task<Answer<ProjectView>> Put(
        Project project, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        var before = _state.Newest.History;
        var decision = ProjectDecisions.Put(before, _key, project, expected, authorship, _time.GetUtcNow());
        var refusal = await Keep(decision, before.Project is null ? "created" : "changed", authorship, cancellation);
        return refusal is null ? View() : refusal;
    }

    public async Task<Answer<ProjectView>> Delete(
        long? expected, Authorship authorship, CancellationToken cancellation)
    {
        var last = History.Project is null ? null : View();
        var decision = ProjectDecisions.Delete(
            _state.Newest.History, expected, authorship, _time.GetUtcNow(), FeatureCount);
        var refusal = await Keep(decision, "deleted", authorship, cancellation);
        return refusal is null ? last! : refusal;
    }

    public Task<Answer<FeaturePage>> List(FeatureQuery query, CancellationToken cancellation)
    {
        if (History.Project is null)
        {
            return Task.FromResult<Answer<FeaturePage>>(NotFound());
        }

        var (page, total, next) = FeatureIndex.Find(
            _features, query.Text, query.Tag, query.Owner, query.Type, query.Archived, query.After, query.Limit);
        return Task.FromResult<Answer<FeaturePage>>(new FeaturePage(page, total, next));
    }

    public async Task<Answer<ImmutableArray<string>>> Expect(string feature, CancellationToken cancellation)
    {
        if (History.Project is not { } project)
        {
            return NotFound();
        }

        await _due.Expect([feature]);
        return project.Environments;
    }

    public Task Announce(FeatureSummary summary, bool delivered, CancellationToken cancellation)
    {
        Learn([summary]);
        if (delivered)
        {
            _due.Arrived(summary.Key);
        }

        return Task.CompletedTask;
    }

    public Task<Answer<BatchStatus>> StartBatch(
        ImmutableArray<BatchEntry> entries, Authorship authorship, CancellationToken cancellation)
    {
        if (History.Project is not { } project)
        {
            return Task.FromResult<Answer<BatchStatus>>(NotFound());
        }

        return _batch.Start(entries, authorship, _features.GetValueOrDefault, project.Environments, ResumeSoon);
    }

    public Task<Answer<BatchStatus>> Batch(string operationId, CancellationToken cancellation) =>
        Task.FromResult(_batch.Status(operationId));

    public Task<ImmutableArray<AuditEntry>> Audit(AuditQuery query, CancellationToken cancellation) =>
        _audit.Read(_key, query, cancellation);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume(CancellationToken.None);

    public async Task Resume(CancellationToken cancellation)
    {
        if (_resuming)
        {
            return;
        }

        _resuming = true;
        try
        {
            await Arrange(cancellation);
            await _batch.Run(Learn, cancellation);
            await Wake(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.Unfinished(_logger, _key, failure);
        }
        finally
        {
            _resuming = false;
        }
    }

    private void ResumeSoon() => Resume(CancellationToken.None).Ignore();

    private async Task<Refusal?> Keep(
        Decision<ProjectHistory> decision, string verb, Authorship authorship, CancellationToken cancellation)
    {
        if (decision is Decision<ProjectHistory>.Refused(var reason))
        {
            return reason;
        }

        var state = _state.Newest;
        var next = ((Decision<ProjectHistory>.Accepted)decision).Next;
        if (next.Revision != state.History.Revision)
        {
            await this.RegisterOrUpdateReminder(Reminder, _reminderPeriod, _reminderPeriod, cancellation);
            var before = state.History.Project?.Environments ?? [];
            var after = next.Project?.Environments ?? [];
            if (state.History.Project is not null && after.Except(before).Any())
            {
                // A new environment must learn of the features that exist; each hands itself over when it is woken.
                await _due.Expect(_features.Keys);
            }

            await _state.Keep(new ProjectState
            {
                History = next,
                RemovedEnvironments = state.RemovedEnvironments.Union(before).Except(after),
                Unaudited = _outbox.With(
                    state.Unaudited, ProjectAudit.Entry(_key, state.History, next, verb, authorship)),
            });
        }

        await _outbox.Send(_state.Durable.Unaudited, cancellation);
        await Arrange(cancellation);
        ResumeSoon();
        return null;
    }

    /// <summary>Tells the environments and the region what the project has become.</summary>
    private async Task Arrange(CancellationToken cancellation)
    {
        var state = _state.Durable;
        if (state.History.Announced >= state.History.Revision)
        {
            return;
        }

        var environments = state.History.Project?.Environments ?? [];
        var authorship = new Authorship("actors", "the project's environments changed", state.History.LastOperationId);
        await Task.WhenAll(
            environments.Select(name => (Name: name, Removed: false))
                .Concat(state.RemovedEnvironments.Select(name => (Name: name, Removed: true)))
                .Select(environment => GrainFactory.GetRuleset(new EnvironmentId(_key, environment.Name))
                    .Remove(environment.Removed, authorship, cancellation)));
        await GrainFactory.GetEnvironments().Announce(
            new ProjectEntry(
                _key,
                state.History.Revision,
                state.History.Project?.Name ?? "",
                environments,
                state.History.Project is null),
            cancellation);
        var newest = _state.Newest;
        await _state.Keep(newest with { History = newest.History with { Announced = state.History.Revision } });
    }

    /// <summary>Wakes the features that may have something left to hand over.</summary>
    private async Task Wake(CancellationToken cancellation)
    {
        foreach (var some in _due.Waiting.Chunk(32))
        {
            await Task.WhenAll(some.Select(async due =>
            {
                var feature = GrainFactory.GetFeature(new FeatureId(_key, due.Feature));
                if (await feature.Deliver(cancellation))
                {
                    _due.Arrived(due.Feature, due.Expectation);
                }
            }));
        }
    }

    private void Learn(IEnumerable<FeatureSummary> summaries)
    {
        var known = _features.ToBuilder();
        foreach (var summary in summaries)
        {
            if (summary.Revision > 0 && !(known.GetValueOrDefault(summary.Key)?.Revision >= summary.Revision))
            {
                known[summary.Key] = summary;
            }
        }

        _features = known.ToImmutable();
    }

    /// <summary>Writes the index, then forgets whom it no longer has to wake: never the other way round.</summary>
    private async Task Flush(CancellationToken cancellation)
    {
        if (!ReferenceEquals(_features, _index.Newest.Features))
        {
            await _index.Keep(new ProjectIndexState { Features = _features });
        }

        if (_due.HasArrivals)
        {
            await _due.Write();
        }
    }

    private ProjectView View() => new(
        _key, History.Revision, History.Project!, FeatureCount, History.CreatedAt, History.ChangedAt);

    private Refusal NotFound() => new("project-not-found", $"There is no project '{_key}'.");

    private static GrainTimerCreationOptions Every(TimeSpan period) => new(period, period) { Interleave = true };

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Project {Project} could not finish all that was begun; it goes on soon")]
        public static partial void Unfinished(ILogger logger, string project, Exception failure);
    }
}
