using Actors.Contracts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Implementation.Access;

/// <summary>Tells the region of the operator's bootstrap token, at each start, until it is known.</summary>
public sealed partial class AccessBootstrap(
    IGrainFactory grains, IOptions<AccessOptions> options, TimeProvider time, ILogger<AccessBootstrap> logger)
    : BackgroundService
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.BootstrapTokenHash is not { } hash)
        {
            return;
        }

        while (!await Tell(hash, stoppingToken))
        {
            await Task.Delay(_pause, time, stoppingToken);
        }
    }

    private async Task<bool> Tell(string hash, CancellationToken cancellation)
    {
        try
        {
            await grains.GetAccess().Bootstrap(hash, cancellation);
            return true;
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            Log.NotYet(logger, failure.Message);
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The bootstrap token is not known to the region yet: {Reason}")]
        public static partial void NotYet(ILogger logger, string reason);
    }
}
