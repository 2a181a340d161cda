using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Configuration;

/// <summary>
/// Holds a project and the lists of its features and saved groups; sees to it that what was begun in it is finished.
/// </summary>
[GrainType("project")]
internal sealed class ProjectGrain : Grain, IProjectGrain, IRemindable
{
    private static readonly TimeSpan _flushPeriod = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan _resumePeriod = TimeSpan.FromSeconds(5);

    private readonly Storage<ProjectState> _state;
    private readonly ProjectIndex _index;
    private readonly ProjectGroups _groups;
    private readonly DueFeatures _due;
    private readonly ProjectBatch _batch;
    private readonly AuditOutbox _outbox;
    private readonly WorkReminder _reminder;
    private readonly IAuditLog _audit;
    private readonly UnfinishedWork _work;
    private readonly TimeProvider _time;
    private readonly string _key;
    private Task _arranging = Task.CompletedTask;
    private bool _isBeingDeleted;

    public ProjectGrain(
        [PersistentState("project", StorageNames.Actors)] IPersistentState<ProjectState> state,
        [PersistentState("project-index", StorageNames.Actors)] IPersistentState<ProjectIndexState> index,
        [PersistentState("project-groups", StorageNames.Actors)] IPersistentState<ProjectGroupsState> groups,
        [PersistentState("project-due", StorageNames.Actors)] IPersistentState<ProjectDueState> due,
        [PersistentState("project-batch", StorageNames.Actors)] IPersistentState<ProjectBatchState> batches,
        IAuditLog audit,
        TimeProvider time,
        ILogger<ProjectGrain> logger)
    {
        _key = GrainKeys.ProjectOf(this.GetPrimaryKeyString());
        _state = new Storage<ProjectState>(state, this);
        _index = new ProjectIndex(new Storage<ProjectIndexState>(index, this));
        _groups = new ProjectGroups(new Storage<ProjectGroupsState>(groups, this));
        _due = new DueFeatures(new Storage<ProjectDueState>(due, this));
        _batch = new ProjectBatch(_key, new Storage<ProjectBatchState>(batches, this), GrainFactory, audit);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
        _reminder = new WorkReminder(this);
        _work = new UnfinishedWork(_key, logger, [Arrange, batch => _batch.Run(List, batch), Wake], Rest);
        (_audit, _time) = (audit, time);
    }

    private ProjectHistory History => _state.Durable.History;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await _outbox.Send(cancellationToken);
        this.RegisterGrainTimer(Flush, new(_flushPeriod, _flushPeriod) { Interleave = true });
        this.RegisterGrainTimer(Resume, new(_flushPeriod, _resumePeriod) { Interleave = true });
    }

    public Task<Answer<ProjectView>> Current(CancellationToken cancellation) =>
        Task.FromResult<Answer<ProjectView>>(History.Project is null ? NotFound() : View(History));

    public async Task<Answer<ProjectView>> Put(
        Project project, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        var before = _state.Newest.History;
        var decision = ProjectDecisions.Put(before, _key, project, expected, authorship, _time.GetUtcNow());
        var refusal = await Keep(decision, before.Project is null ? "created" : "changed", authorship, cancellation);
        return refusal ?? (History.Project is null ? NotFound() : (Answer<ProjectView>)View(History));
    }

    public async Task<Answer<ProjectView>> Delete(
        long? expected, Authorship authorship, CancellationToken cancellation)
    {
        if (_batch.IsRunning)
        {
            return new Refusal("batch-running", $"A batch of changes is still being carried out in '{_key}'.");
        }

        if (_due.Expected.Any(IsUnknown))
        {
            throw new NotNowException($"A feature or saved group of '{_key}' is just being created.");
        }

        // No feature may begin to be created from here until the deletion is kept, or has failed.
        _isBeingDeleted = true;
        try
        {
            var decision = ProjectDecisions.Delete(
                _state.Newest.History, expected, authorship, _time.GetUtcNow(), _index.Count, _groups.Listed.Length);
            var refusal = await Keep(decision, "deleted", authorship, cancellation);
            return refusal ?? (_state.Durable.Deleted is { } last ? View(last) : (Answer<ProjectView>)NotFound());
        }
        finally
        {
            _isBeingDeleted = false;
        }
    }

    public Task<Answer<FeaturePage>> List(FeatureQuery query, CancellationToken cancellation) =>
        Task.FromResult<Answer<FeaturePage>>(History.Project is null ? NotFound() : _index.Find(query));

    public Task<Answer<ImmutableArray<SavedGroupSummary>>> Groups(CancellationToken cancellation) =>
        Task.FromResult<Answer<ImmutableArray<SavedGroupSummary>>>(
            History.Project is null ? NotFound() : _groups.Listed);

    public Task<Answer<ImmutableArray<string>>> Expect(string feature, CancellationToken cancellation) =>
        ExpectDue(feature);

    public Task<Answer<ImmutableArray<string>>> ExpectGroup(
        string group, long? bytes, CancellationToken cancellation)
    {
        var refusal = bytes is { } size
            ? _groups.TooLarge(group, size)
            : ProjectGroups.InUse(group, _index.Features.Values);
        return refusal is null
            ? ExpectDue(ProjectGroups.DueName(group))
            : Task.FromResult<Answer<ImmutableArray<string>>>(refusal);
    }

    public Task Announce(FeatureSummary summary, CancellationToken cancellation)
    {
        _index.Learn([summary]);
        return Task.CompletedTask;
    }

    public Task AnnounceGroup(SavedGroupSummary summary, CancellationToken cancellation)
    {
        _groups.Learn(summary);
        return Task.CompletedTask;
    }

    public Task<Answer<BatchStatus>> StartBatch(
        ImmutableArray<BatchEntry> entries, Authorship authorship, CancellationToken cancellation)
    {
        if (History.Project is not { } project)
        {
            return Task.FromResult<Answer<BatchStatus>>(NotFound());
        }

        return _batch.Start(
            entries, authorship, key => _index.Features.GetValueOrDefault(key), project.Environments, _work.Begin);
    }

    public Task<Answer<BatchStatus>> Batch(string operationId, CancellationToken cancellation) =>
        Task.FromResult(_batch.Status(operationId));

    public Task<ImmutableArray<AuditEntry>> Audit(AuditQuery query, CancellationToken cancellation) =>
        _audit.Read(_key, query, cancellation);

    public Task ReceiveReminder(string reminderName, TickStatus status) => Resume(CancellationToken.None);

    public Task Resume(CancellationToken cancellation) => _work.Resume(cancellation);

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
            await _reminder.During(() =>
            {
                // What everyone has been told may have been noted meanwhile.
                state = _state.Newest;
                var entry = ProjectAudit.Entry(_key, state.History, next, verb, authorship);
                return _state.Keep(state.Becoming(next) with { Unaudited = _outbox.With(state.Unaudited, entry) });
            });
        }

        await _outbox.Send(cancellation);
        await _work.Attempt(Arrange, cancellation);
        _work.Begin();
        return null;
    }

    /// <summary>
    /// Tells the environments and the region what the project has become, one revision after the other.
    /// </summary>
    private Task Arrange(CancellationToken cancellation) => _arranging = ArrangeAfter(_arranging, cancellation);

    private async Task ArrangeAfter(Task earlier, CancellationToken cancellation)
    {
        await earlier.ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        if (History.Announced < History.Revision)
        {
            await Arrange(_state.Durable, cancellation);
        }
    }

    private async Task Arrange(ProjectState state, CancellationToken cancellation)
    {
        await ProjectNews.Tell(GrainFactory, _key, state, cancellation);
        if (state.HasNewEnvironments)
        {
            // Who was awake before the environment was durable may have missed it: so expect them all anew.
            await _due.ExpectAnew(_index.Features.Keys.Concat(_groups.Known.Keys.Select(ProjectGroups.DueName)));
        }

        await _state.Keep(_state.Newest.Announced(state));
    }

    /// <summary>Wakes the features and saved groups that may have something left to hand over.</summary>
    private async Task Wake(CancellationToken cancellation)
    {
        foreach (var some in _due.Waiting.Chunk(32))
        {
            await Task.WhenAll(some.Select(due =>
                _work.Attempt(waking => Wake(due.Feature, due.Expectation, waking), cancellation)));
        }
    }

    private async Task Wake(string feature, long expectation, CancellationToken cancellation)
    {
        var delivered = ProjectGroups.OfDueName(feature) is { } group
            ? GrainFactory.GetSavedGroup(new FeatureId(_key, group)).Deliver(cancellation)
            : GrainFactory.GetFeature(new FeatureId(_key, feature)).Deliver(cancellation);
        if (await delivered)
        {
            _due.Arrived(feature, expectation);
        }
    }

    /// <summary>A deleted project that has told everyone is not woken any more.</summary>
    private Task Rest(CancellationToken cancellation) =>
        History is { Project: null, Revision: > 0 } && History.Announced == History.Revision
            && !_batch.IsRunning && _due.Waiting.Count == 0 && _outbox.IsEmpty
            ? _reminder.Release()
            : Task.CompletedTask;

    private Task List(IEnumerable<FeatureSummary> summaries)
    {
        _index.Learn(summaries);
        return _index.Write();
    }

    /// <summary>
    /// Writes the lists, then lets go of those who had told of themselves before: never the other way round.
    /// </summary>
    private async Task Flush(CancellationToken cancellation)
    {
        var arrivals = _due.Arrivals;
        await Task.WhenAll(_index.Write(), _groups.Write());
        await _due.Release(arrivals);
    }

    private async Task<Answer<ImmutableArray<string>>> ExpectDue(string name)
    {
        if (_isBeingDeleted)
        {
            throw new NotNowException($"Project '{_key}' is just being deleted.");
        }

        if (_state.Newest.History.Project is not { } project)
        {
            return NotFound();
        }

        await _due.Expect([name]);
        return project.Environments;
    }

    private bool IsUnknown(string due) => ProjectGroups.OfDueName(due) is { } group
        ? !_groups.Known.ContainsKey(group)
        : !_index.Features.ContainsKey(due);

    private ProjectView View(ProjectHistory history) => new(
        _key, history.Revision, history.Project!, _index.Count, history.CreatedAt, history.ChangedAt);

    private Refusal NotFound() => new("project-not-found", $"There is no project '{_key}'.");
}
