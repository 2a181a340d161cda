using Microsoft.Extensions.Options;
using Npgsql;

namespace Actors.Silo.Storage;

/// <summary>Forgets old versions of rulesets, at the start and once a day; harmless when every silo does.</summary>
internal sealed partial class RulesetHistoryTrim(
    NpgsqlDataSource database,
    IOptions<SiloProcessOptions> options,
    TimeProvider time,
    ILogger<RulesetHistoryTrim> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var daily = new PeriodicTimer(TimeSpan.FromDays(1), time);
        do
        {
            await Trim(stoppingToken);
        }
        while (await daily.WaitForNextTickAsync(stoppingToken));
    }

    private async Task Trim(CancellationToken cancellation)
    {
        try
        {
            await using var command = database.CreateCommand("SELECT trim_ruleset_history($1)");
            var before = time.GetUtcNow().AddDays(-options.Value.RulesetHistoryDays);
            command.Parameters.Add(new() { Value = before.UtcDateTime });
            if (await command.ExecuteScalarAsync(cancellation) is > 0 and int forgotten)
            {
                Log.Forgotten(logger, forgotten);
            }
        }
        catch (NpgsqlException failure)
        {
            Log.Failed(logger, failure);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Forgot {Count} old versions of rulesets")]
        public static partial void Forgotten(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Warning, "Could not forget old versions of rulesets; trying again tomorrow")]
        public static partial void Failed(ILogger logger, Exception failure);
    }
}
