using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Rulesets;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Population;

/// <summary>How does the region learn whom this gateway sees? It is told every few seconds of who is new.</summary>
/// <remarks>What cannot be told waits, within bounds; telling it twice changes nothing.</remarks>
internal sealed partial class PopulationFeed(
    RegionLink region, LiveRulesets live, IOptions<GatewaySettings> settings, ILogger<PopulationFeed> logger)
    : BackgroundService
{
    /// <summary>Of one call: at most 800 KiB.</summary>
    private const int Sightings = 200;

    private readonly PopulationSettings _settings = settings.Value.Population;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (_settings.Enabled && !stoppingToken.IsCancellationRequested)
        {
            await region.Pause(_settings.OfferEvery, stoppingToken);
            foreach (var environment in live.Environments.Values.Where(one => one.Seen.IsUsed))
            {
                await Tell(environment, stoppingToken);
            }
        }
    }

    private async Task Tell(LiveEnvironment environment, CancellationToken stopping)
    {
        try
        {
            var population = region.Grains.GetPopulation(environment.Id);
            foreach (var some in environment.Seen.Waiting().Chunk(Sightings).DefaultIfEmpty([]))
            {
                environment.Seen.Told(some, await population.Offer([.. some], stopping));
            }
        }
        catch (Exception failure)
        {
            Log.NotTold(logger, failure, environment.Id); // the next round will do
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "Could not tell whom this gateway sees in {Environment}")]
        public static partial void NotTold(ILogger logger, Exception failure, EnvironmentId environment);
    }
}
