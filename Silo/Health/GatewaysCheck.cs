using Actors.Implementation.Configuration;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Health;

/// <summary>
/// Do the gateways follow? One that does not is a reason to look, not a reason to take this silo out.
/// </summary>
internal sealed class GatewaysCheck(FollowingGateways gateways) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var behind = gateways.Behind;
        return Task.FromResult(behind.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded(
                "Gateways are silent, or serve an older version than the newest.",
                data: behind.ToDictionary(
                    seen => seen.Key.ToString(), object (seen) => string.Join(", ", seen.Value))));
    }
}
