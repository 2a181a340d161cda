using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Health;

/// <summary>Is this silo an active member of its cluster?</summary>
internal sealed class JoinedCheck(IClusterMembershipService membership, ILocalSiloDetails self) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var members = membership.CurrentSnapshot;
        var status = members.GetSiloStatus(self.SiloAddress);
        var data = new Dictionary<string, object>
        {
            ["membershipVersion"] = members.Version.Value,
            ["activeSilos"] = members.Members.Values.Count(member => member.Status == SiloStatus.Active),
        };
        return Task.FromResult(status == SiloStatus.Active
            ? HealthCheckResult.Healthy(data: data)
            : HealthCheckResult.Unhealthy($"The silo is not an active member of the cluster: {status}.", data: data));
    }
}
