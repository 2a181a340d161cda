using Actors.Contracts.Measurement;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>Keeps what is measured in an environment, as experiments and the project's metrics tell it.</summary>
[GrainType("measurement-plan")]
internal sealed class MeasurementPlanGrain : Grain, IMeasurementPlanGrain
{
    private readonly Storage<MeasurementPlanState> _state;
    private MeasurementPlan? _plan;

    public MeasurementPlanGrain(
        [PersistentState("measurement-plan", StorageNames.Actors)] IPersistentState<MeasurementPlanState> storage) =>
        _state = new Storage<MeasurementPlanState>(storage, this);

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

    private async Task<long> Keep(Planning next)
    {
        var state = _state.Newest;
        await _state.Keep(ReferenceEquals(next, state.Planning) ? state : new() { Planning = next });
        return next.Version;
    }
}

/// <summary>What is measured, as storage keeps it.</summary>
[GenerateSerializer, Immutable, Alias("measurement-plan-state")]
internal sealed record MeasurementPlanState
{
    [Id(0)] public Planning Planning { get; init; } = Planning.Empty;
}
