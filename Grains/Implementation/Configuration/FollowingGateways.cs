using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Actors.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>Which gateways do not serve the newest version, as the rulesets of this silo know it?</summary>
/// <remarks>
/// Gauges of the meter "Actors", by environment: actors.region.gateways (all that are known) and
/// actors.region.gateways_behind. An environment is reported by the one silo that holds its ruleset.
/// </remarks>
public sealed class FollowingGateways : IDisposable
{
    private readonly ConcurrentDictionary<EnvironmentId, (int Known, ImmutableArray<string> Behind)> _seen = [];
    private readonly Meter _meter = new("Actors");

    public FollowingGateways()
    {
        _meter.CreateObservableGauge(
            "actors.region.gateways",
            () => _seen.Select(seen => Measured(seen.Key, seen.Value.Known)),
            description: "Gateways that follow the environment.");
        _meter.CreateObservableGauge(
            "actors.region.gateways_behind",
            () => _seen.Select(seen => Measured(seen.Key, seen.Value.Behind.Length)),
            description: "Gateways that are silent, or serve an older version than the newest.");
    }

    /// <summary>Names of the gateways that are behind, by environment; only environments with such gateways.</summary>
    public IReadOnlyDictionary<EnvironmentId, ImmutableArray<string>> Behind =>
        _seen.Where(seen => !seen.Value.Behind.IsEmpty).ToDictionary(seen => seen.Key, seen => seen.Value.Behind);

    public void Dispose() => _meter.Dispose();

    internal void See(EnvironmentId environment, ImmutableArray<GatewayProgress> gateways) =>
        _seen[environment] = (
            gateways.Length,
            [.. gateways.Where(gateway => gateway.Behind).Select(gateway => gateway.Gateway)]);

    /// <summary>Another silo holds the ruleset from now on, or nobody does.</summary>
    internal void Forget(EnvironmentId environment) => _seen.TryRemove(environment, out _);

    private static Measurement<int> Measured(EnvironmentId environment, int value) =>
        new(value, new KeyValuePair<string, object?>("environment", environment.ToString()));
}
