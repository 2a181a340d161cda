using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Measurement;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Measurement;

/// <summary>Keeps what is measured in an environment, as experiments and the project's metrics tell it.</summary>
[GrainType("measurement-plan")]
internal sealed partial class MeasurementPlanGrain : Grain, IMeasurementPlanGrain
{
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(5);

    private readonly Storage<MeasurementPlanState> _state;
    private readonly ILogger _logger;
    private MeasurementPlan? _plan;

    public MeasurementPlanGrain(
        [PersistentState("measurement-plan", StorageNames.Actors)] IPersistentState<MeasurementPlanState> storage,
        ILogger<MeasurementPlanGrain> logger)
    {
        _state = new Storage<MeasurementPlanState>(storage, this);
        _logger = logger;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(
            AskForMetrics, new GrainTimerCreationOptions(TimeSpan.Zero, _period) { Interleave = true });
        return Task.CompletedTask;
    }

    public Task<MeasurementPlan?> Newer(long knownVersion, CancellationToken cancellation)
    {
        var planning = _state.Durable.Planning;
        if (planning.Version == knownVersion) return Task.FromResult<MeasurementPlan?>(null);
        if (_plan?.Version != planning.Version) _plan = planning.Plan();
        return Task.FromResult<MeasurementPlan?>(_plan);
    }

    public Task<long> Put(PlannedExperiment experiment, CancellationToken cancellation) =>
        Keep(_state.Newest.Planning.With(experiment));

    public Task<long> PutMetrics(PlannedMetrics metrics, CancellationToken cancellation) =>
        Keep(_state.Newest.Planning.With(metrics));

    /// <summary>So that a planner that was not told, or is new, plans with the metrics that there are.</summary>
    private async Task AskForMetrics(CancellationToken cancellation)
    {
        try
        {
            var metrics = GrainFactory.GetMetrics(GrainKeys.PlanOf(this.GetPrimaryKeyString()).Project);
            var revision = _state.Newest.Planning.Metrics.Revision;
            if (await metrics.Newer(revision, cancellation).WaitAsync(_period, cancellation) is { } newer)
                await PutMetrics(newer, cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            Log.NoMetrics(_logger, this.GetPrimaryKeyString(), failure);
        }
    }

    private async Task<long> Keep(Planning next)
    {
        var state = _state.Newest;
        await _state.Keep(ReferenceEquals(next, state.Planning) ? state : new() { Planning = next });
        return next.Version;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "{Plan} has not heard of the project's metrics; it asks again")]
        public static partial void NoMetrics(ILogger logger, string plan, Exception failure);
    }
}

/// <summary>What is measured, as storage keeps it.</summary>
[GenerateSerializer, Immutable, Alias("measurement-plan-state")]
internal sealed record MeasurementPlanState
{
    [Id(0)] public Planning Planning { get; init; } = Planning.Empty;
}
