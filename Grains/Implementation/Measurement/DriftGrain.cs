using Actors.Contracts.Measurement;
using Actors.Measurement;
using Actors.Statistics;
using Microsoft.Extensions.Options;

namespace Actors.Implementation.Measurement;

/// <summary>Keeps what gateways have found, and says what to make of it; the project's alarms tell people.</summary>
[GrainType("drift")]
internal sealed class DriftGrain : Grain, IDriftGrain
{
    private readonly Storage<DriftState> _state;
    private readonly DriftPolicy _policy;
    private readonly TimeProvider _time;

    public DriftGrain(
        [PersistentState("drift", StorageNames.Actors)] IPersistentState<DriftState> storage,
        IOptions<DriftPolicy> policy,
        TimeProvider time)
    {
        _state = new Storage<DriftState>(storage, this);
        (_policy, _time) = (policy.Value, time);
    }

    public Task Add(DriftReport report, CancellationToken cancellation)
    {
        var ledger = _state.Newest.Ledger;
        var next = ledger.With(report, _time.GetUtcNow());
        return ReferenceEquals(next, ledger) ? _state.Settled : _state.Keep(new() { Ledger = next });
    }

    public Task<DriftSummary> Read(CancellationToken cancellation)
    {
        var ledger = _state.Durable.Ledger.At(_time.GetUtcNow());
        var counts = ledger.Clients()
            .Select(one => new DriftCount(one.Sdk, one.Version, one.Checked, one.Disagreeing));
        var verdicts = DriftAlarm.DecideAll(counts, _policy);
        return Task.FromResult(new DriftSummary(
            verdicts.Any(verdict => verdict.IsAlarm),
            [.. verdicts.Select(Client)],
            ledger.Unchecked()));
    }

    private static DriftClient Client(DriftVerdict verdict) => new(
        new(verdict.Count.Sdk, verdict.Count.Version, verdict.Count.Checked, verdict.Count.Disagreeing),
        verdict.IsAlarm,
        verdict.PValue,
        verdict.Reason);
}

/// <summary>What gateways have found, as storage keeps it.</summary>
[GenerateSerializer, Immutable, Alias("drift-state")]
internal sealed record DriftState
{
    [Id(0)] public DriftLedger Ledger { get; init; } = DriftLedger.Empty;
}
