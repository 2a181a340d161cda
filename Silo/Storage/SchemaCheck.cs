using Actors.Database;
using Actors.ServiceDefaults.Startup;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Actors.Silo.Storage;

/// <summary>
/// Is the database there, and new enough for this program? Waits a while for one that is still starting.
/// </summary>
internal sealed partial class SchemaCheck(
    NpgsqlDataSource database, IOptions<SiloProcessOptions> options, TimeProvider time, ILogger<SchemaCheck> logger)
    : IStartupCheck
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    public async Task Run(CancellationToken cancellation)
    {
        var version = await WaitForVersion(cancellation);
        if (version.IsTooOld)
        {
            throw new StartupException(version.ToString());
        }
    }

    private async Task<SchemaVersion> WaitForVersion(CancellationToken cancellation)
    {
        var start = time.GetTimestamp();
        var patience = TimeSpan.FromSeconds(options.Value.DatabaseWaitSeconds);
        while (true)
        {
            try
            {
                return await Schema.Check(database, cancellation);
            }
            catch (NpgsqlException away) when (MayPass(away))
            {
                if (time.GetElapsedTime(start) >= patience)
                {
                    throw new StartupException(
                        $"The database did not answer for {patience.TotalSeconds:0} seconds: {away.Message}", away);
                }

                Log.Away(logger, away.Message);
            }
            catch (NpgsqlException refused)
            {
                throw new StartupException($"The database refuses this process: {refused.Message}", refused);
            }

            await Task.Delay(_pause, time, cancellation);
        }
    }

    // Not reachable, or (class 57P and 53) starting, stopping, or out of connections; a wrong password does not pass.
    private static bool MayPass(NpgsqlException failure) =>
        failure is not PostgresException refusal || refusal.IsTransient;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The database does not answer yet ({Reason}); trying again")]
        public static partial void Away(ILogger logger, string reason);
    }
}
