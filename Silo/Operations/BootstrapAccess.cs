using Actors.Contracts;
using Actors.ServiceDefaults.Startup;
using Microsoft.Extensions.Options;

namespace Actors.Silo.Operations;

/// <summary>
/// Lets the holder of the configured bootstrap token in, once the silo runs; tries until it has worked.
/// </summary>
internal sealed partial class BootstrapAccess(
    IGrainFactory grains, IOptions<AccessOptions> options, IHostApplicationLifetime lifetime, TimeProvider time,
    ILogger<BootstrapAccess> logger) : BackgroundService
{
    private static readonly TimeSpan _longestPause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var hash = options.Value.BootstrapTokenHash;
        if (hash.Length == 0)
        {
            return;
        }

        // Grains can be called when the silo has joined, which is later than the start of this service.
        await lifetime.WaitUntilStarted(stoppingToken);
        for (var pause = TimeSpan.FromSeconds(1); ; pause = pause * 2 < _longestPause ? pause * 2 : _longestPause)
        {
            try
            {
                await grains.GetAccess().Bootstrap(hash.ToLowerInvariant(), stoppingToken);
                return;
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                Log.Failed(logger, pause.TotalSeconds, failure);
            }

            await Task.Delay(pause, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Could not admit the bootstrap token; trying again in {Seconds} s")]
        public static partial void Failed(ILogger logger, double seconds, Exception failure);
    }
}
