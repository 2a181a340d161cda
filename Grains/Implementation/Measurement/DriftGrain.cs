using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Measurement;
using Actors.Statistics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Implementation.Measurement;

/// <summary>
/// Keeps what gateways have found, and says once when clients begin, or no longer, assign differently.
/// </summary>
[GrainType("drift")]
internal sealed partial class DriftGrain : Grain, IDriftGrain
{
    private readonly Storage<DriftState> _state;
    private readonly DriftPolicy _policy;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly string _experiment;

    public DriftGrain(
        [PersistentState("drift", StorageNames.Actors)] IPersistentState<DriftState> storage,
        IOptions<DriftPolicy> policy,
        TimeProvider time,
        ILogger<DriftGrain> logger)
    {
        _state = new Storage<DriftState>(storage, this);
        (_policy, _time, _logger) = (policy.Value, time, logger);
        _experiment = this.GetPrimaryKeyString()[GrainKeys.Drift.Length..];
    }

    public async Task Add(DriftReport report, CancellationToken cancellation)
    {
        var state = _state.Newest;
        var next = state.Ledger.With(report, _time.GetUtcNow());
        if (ReferenceEquals(next, state.Ledger))
            await _state.Settled;
        else
            await Keep(state, next, Judge(next));
    }

    public async Task<DriftSummary> Read(CancellationToken cancellation)
    {
        var now = _time.GetUtcNow();
        var newest = _state.Newest;
        var verdicts = Judge(newest.Ledger.At(now));
        if (!Alarmed(verdicts).SequenceEqual(newest.Alarmed)) await Keep(newest, newest.Ledger.At(now), verdicts);
        var ledger = _state.Durable.Ledger.At(now);
        verdicts = Judge(ledger);
        return new(
            verdicts.Any(verdict => verdict.IsAlarm),
            [.. verdicts.Select(Client)],
            ledger.Unchecked());
    }

    private static DriftClient Client(DriftVerdict verdict) => new(
        new(verdict.Count.Sdk, verdict.Count.Version, verdict.Count.Checked, verdict.Count.Disagreeing),
        verdict.IsAlarm,
        verdict.PValue,
        verdict.Reason);

    private static ImmutableArray<AlarmedClient> Alarmed(IEnumerable<DriftVerdict> verdicts) =>
    [
        .. verdicts.Where(verdict => verdict.IsAlarm)
            .Select(verdict => new AlarmedClient(verdict.Count.Sdk, verdict.Count.Version))
            .OrderBy(client => client.Sdk, StringComparer.Ordinal)
            .ThenBy(client => client.Version, StringComparer.Ordinal),
    ];

    private IReadOnlyList<DriftVerdict> Judge(DriftLedger ledger) => DriftAlarm.DecideAll(
        ledger.Clients().Select(one => new DriftCount(one.Sdk, one.Version, one.Checked, one.Disagreeing)), _policy);

    private async Task Keep(DriftState state, DriftLedger next, IReadOnlyList<DriftVerdict> verdicts)
    {
        var alarmed = Alarmed(verdicts);
        await _state.Keep(new() { Ledger = next, Alarmed = alarmed });
        foreach (var verdict in verdicts)
        {
            var client = new AlarmedClient(verdict.Count.Sdk, verdict.Count.Version);
            if (verdict.IsAlarm && !state.Alarmed.Contains(client)) Log.Raised(_logger, _experiment, verdict.Reason);
        }

        foreach (var client in state.Alarmed.Except(alarmed))
            Log.Cleared(_logger, _experiment, client.Sdk, client.Version);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Clients assign differently from the server in {Experiment}. {Reason}")]
        public static partial void Raised(ILogger logger, string experiment, string reason);

        [LoggerMessage(LogLevel.Information, "In {Experiment} {Sdk} {Version} assigns as the server does again")]
        public static partial void Cleared(ILogger logger, string experiment, string sdk, string version);
    }
}

/// <summary>What gateways have found, as storage keeps it.</summary>
[GenerateSerializer, Immutable, Alias("drift-state")]
internal sealed record DriftState
{
    [Id(0)] public DriftLedger Ledger { get; init; } = DriftLedger.Empty;

    /// <summary>For whom an alarm was raised, by name.</summary>
    [Id(1)] public ImmutableArray<AlarmedClient> Alarmed { get; init; } = [];
}

/// <summary>A kind of client for whom an alarm was raised.</summary>
[GenerateSerializer, Immutable, Alias("alarmed-client")]
internal readonly record struct AlarmedClient([property: Id(0)] string Sdk, [property: Id(1)] string Version);
