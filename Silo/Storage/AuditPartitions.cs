using Actors.Database;
using Npgsql;

namespace Actors.Silo.Storage;

/// <summary>Makes the audit log's coming months, at the start and once a day; harmless when every silo does.</summary>
internal sealed partial class AuditPartitions(
    NpgsqlDataSource database, TimeProvider time, ILogger<AuditPartitions> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            await MakePartitions(stoppingToken);
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    private async Task MakePartitions(CancellationToken cancellation)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT make_audit_log_partitions($1)");
            command.Parameters.Add(new() { Value = Schema.MonthsAhead });
            if (await command.ExecuteScalarAsync(cancellation) is > 0 and int made)
            {
                Log.Made(logger, made);
            }
        }
        catch (NpgsqlException failure)
        {
            // Months are made far ahead and strays go to the default partition: tomorrow is soon enough.
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Made {Count} partitions of the audit log")]
        public static partial void Made(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "Could not make the audit log's partitions; trying again tomorrow")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
