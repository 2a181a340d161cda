using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Actors.Silo.Health;

/// <summary>Does storage answer within a second?</summary>
internal sealed class StorageCheck(NpgsqlDataSource database, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(_limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await using var command = database.CreateCommand("SELECT 1");
            await command.ExecuteScalarAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is NpgsqlException || timeout.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("Storage does not answer.", failure);
        }
    }
}
