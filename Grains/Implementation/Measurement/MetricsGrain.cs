using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Measurement;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Actors.Measurement;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Measurement;

/// <summary>
/// Holds a project's metrics, asks <see cref="MetricDecisions"/> what may happen to them, and keeps them.
/// </summary>
[GrainType("metrics")]
internal sealed partial class MetricsGrain : Grain, IMetricsGrain
{
    // As a feature: better "not now" than to keep every later caller waiting for Orleans to notice a dead silo.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Storage<MetricsState> _state;
    private readonly AuditOutbox _outbox;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _project;

    public MetricsGrain(
        [PersistentState("metrics", StorageNames.Actors)] IPersistentState<MetricsState> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<MetricsGrain> logger)
    {
        _project = GrainKeys.MetricsOf(this.GetPrimaryKeyString());
        (_time, _logger) = (time, logger);
        _state = new Storage<MetricsState>(storage, this);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
    }

    private ProjectMetrics Metrics => _state.Durable.Metrics;

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _outbox.Send(cancellationToken);

    public async Task<Answer<ImmutableArray<DefinedMetric>>> List(CancellationToken cancellation)
    {
        var environments = await Environments(cancellation);
        return environments.Refusal is { } missing ? missing : Metrics.Listed.ToImmutableArray();
    }

    public Task<Answer<DefinedMetric>> Current(string key, CancellationToken cancellation) =>
        Task.FromResult<Answer<DefinedMetric>>(
            Metrics.Metrics.GetValueOrDefault(key) is { Metric: not null } metric
                ? metric
                : new Refusal("metric-not-found", $"The project has no metric '{key}'."));

    public async Task<Answer<DefinedMetric>> Change(
        string key, Metric? wanted, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        var environments = await Environments(cancellation);
        if (environments.Refusal is { } missing) return missing;

        var state = _state.Newest;
        var decision = MetricDecisions.Change(
            state.Metrics, key, wanted, expected, authorship.Author, authorship.OperationId, _time.GetUtcNow());
        if (decision is Decision<ProjectMetrics>.Refused(var reason)) return reason;

        var next = ((Decision<ProjectMetrics>.Accepted)decision).Next;
        if (next.Revision != state.Metrics.Revision)
        {
            var before = state.Metrics.Metrics.GetValueOrDefault(key);
            var entry = MetricAudit.Entry(_project, before, next.Metrics[key], authorship);
            await _state.Keep(new() { Metrics = next, Unaudited = _outbox.With(state.Unaudited, entry) });
        }

        await _outbox.Send(cancellation);
        await Task.WhenAll(environments.Value.Select(environment => Tell(environment, cancellation)));
        return Metrics.Metrics[key];
    }

    public Task<PlannedMetrics?> Newer(long knownRevision, CancellationToken cancellation) =>
        Task.FromResult(Metrics.Revision == knownRevision ? null : Metrics.Planned());

    /// <summary>So that it counts at once; a planner that does not hear it asks within seconds.</summary>
    private async Task Tell(string environment, CancellationToken cancellation)
    {
        try
        {
            await GrainFactory.GetMeasurementPlan(new(_project, environment))
                .PutMetrics(Metrics.Planned(), cancellation).WaitAsync(_patience, _time, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NotTold(_logger, _project, environment, failure);
        }
    }

    private async Task<Answer<ImmutableArray<string>>> Environments(CancellationToken cancellation)
    {
        var project = await GrainFactory.GetProject(_project).Current(cancellation)
            .WaitAsync(_patience, _time, cancellation);
        return project.Value is { } view ? view.Project.Environments : project.Refusal!;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The metrics of {Project} have not reached {Environment}; it asks for them")]
        public static partial void NotTold(ILogger logger, string project, string environment, Exception failure);
    }
}

/// <summary>A project's metrics, as storage keeps them.</summary>
[GenerateSerializer, Immutable, Alias("metrics-state")]
internal sealed record MetricsState
{
    [Id(0)] public ProjectMetrics Metrics { get; init; } = ProjectMetrics.Empty;

    [Id(1)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];
}
