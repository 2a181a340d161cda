using Actors.Database;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Actors.Silo.Storage;

/// <summary>
/// Makes the event log's coming weeks and drops those that are older than it keeps, at the start and once an hour;
/// harmless when every silo does.
/// </summary>
internal sealed partial class EventPartitions(
    NpgsqlDataSource database,
    IOptions<SiloProcessOptions> options,
    TimeProvider time,
    ILogger<EventPartitions> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1), time);
        do
        {
            await MakeAndDrop(stoppingToken);
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }

    private async Task MakeAndDrop(CancellationToken cancellation)
    {
        try
        {
            var made = await Run("SELECT make_event_log_partitions($1)", Schema.WeeksAhead, cancellation);
            var keepFrom = time.GetUtcNow() - TimeSpan.FromDays(options.Value.EventRetentionDays);
            var dropped = await Run("SELECT drop_event_log_partitions($1)", keepFrom.UtcDateTime, cancellation);
            if (made + dropped > 0) Log.Done(logger, made, dropped);
        }
        catch (NpgsqlException failure)
        {
            // Weeks are made far ahead and strays go to the default partition: an hour later is soon enough.
            Log.Failed(logger, failure);
        }
    }

    private async Task<int> Run(string sql, object argument, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = argument });
        return await command.ExecuteScalarAsync(cancellation) is int count ? count : 0;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Made {Made} partitions of the event log and dropped {Dropped}")]
        public static partial void Done(ILogger logger, int made, int dropped);

        [LoggerMessage(2, LogLevel.Warning, "Could not look after the event log's partitions; trying again in an hour")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
