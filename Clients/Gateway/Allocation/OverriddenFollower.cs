using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Allocation;

/// <summary>
/// Who has overrides in one environment, as of now? Watches; whatever fails, it goes on with what is known.
/// </summary>
internal sealed partial class OverriddenFollower(
    EnvironmentId id, RegionLink region, LiveRulesets live, ILogger logger)
{
    private readonly Backoff _backoff = new();
    private OverriddenSubjects _known = OverriddenSubjects.Unknown;
    private bool _failing;

    /// <summary>Ends when cancelled; never throws.</summary>
    public async Task Follow(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Watch(stopping);
            }
            catch (Exception failure)
            {
                if (!_failing && !stopping.IsCancellationRequested)
                    Log.Lost(logger, id, failure.GetType().Name, failure.Message);
                _failing = true;
            }

            await region.Pause(_backoff.Next(), stopping);
        }
    }

    private async Task Watch(CancellationToken stopping)
    {
        var index = region.Grains.GetOverridden(id);
        await foreach (var update in index.Watch(_known.Version, stopping).WithCancellation(stopping))
        {
            if (_known.With(update) is not { } next)
            {
                _known = OverriddenSubjects.Unknown;
                return;
            }

            _known = next;
            _failing = false;
            _backoff.Reset();

            // At each heartbeat too: the environment may have come, or come back, since.
            if (live.Find(id) is { } environment)
                environment.Overridden = next;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1,
            LogLevel.Warning,
            "Lost the news of who has overrides in {Environment}, trying again: {Kind}: {Reason}")]
        public static partial void Lost(ILogger logger, EnvironmentId environment, string kind, string reason);
    }
}
