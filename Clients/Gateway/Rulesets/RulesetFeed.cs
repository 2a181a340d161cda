using System.Collections.Concurrent;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Gateway.Allocation;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Rulesets;

/// <summary>
/// Which environments does this gateway follow? All that the region names, and all that it already holds.
/// </summary>
internal sealed partial class RulesetFeed(
    RegionLink region,
    LiveRulesets live,
    DiskCopyKeeper disk,
    GatewayMetrics metrics,
    ILogger<RulesetFeed> logger) : BackgroundService
{
    private static readonly TimeSpan _leaveWithin = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<EnvironmentId, Following> _following = [];
    private readonly Backoff _backoff = new();
    private long _after;
    private bool _failing;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var soon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        soon.CancelAfter(_leaveWithin);
        await Task.WhenAll(_following.Values.Select(following => following.Follower.Leave(soon.Token)))
            .WaitAsync(_leaveWithin, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var environment in live.Environments.Values)
        {
            Follow(environment.Id, stoppingToken);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Watch(stoppingToken);
            }
            catch (Exception failure)
            {
                if (!_failing && !stoppingToken.IsCancellationRequested)
                    Log.Lost(logger, failure.GetType().Name, failure.Message);
                _failing = true;
            }

            await region.Pause(_backoff.Next(), stoppingToken);
        }

        await Task.WhenAll(_following.Values.Select(following => following.Task));
    }

    private async Task Watch(CancellationToken stopping)
    {
        var environments = region.Grains.GetEnvironments();
        await foreach (var list in environments.Watch(_after, stopping).WithCancellation(stopping))
        {
            _backoff.Reset();
            if (_failing)
                Log.Found(logger);
            _failing = false;
            if (list.Version < _after)
            {
                _after = 0; // the region has begun anew: its list is to be told whole
                return;
            }

            if (list.Version > _after || _after == 0)
                Take(list, stopping);
            _after = list.Version;
        }
    }

    // A project that the list does not name at all is no news: only what is said to be gone is let go.
    private void Take(EnvironmentList list, CancellationToken stopping)
    {
        foreach (var project in list.Projects.IsDefault ? [] : list.Projects)
        {
            var named = project.Deleted || project.Environments.IsDefault ? [] : project.Environments;
            foreach (var environment in named)
            {
                Follow(new EnvironmentId(project.Project, environment), stopping);
            }

            foreach (var gone in _following.Keys.Where(id =>
                id.Project == project.Project && !named.Contains(id.Environment)))
            {
                LetGo(gone);
            }
        }

        _ = TellWhenAllIsHeard();
    }

    private async Task TellWhenAllIsHeard()
    {
        await Task.WhenAll(_following.Values.Select(following => following.Follower.Heard));
        live.HeardAll();
    }

    private void Follow(EnvironmentId id, CancellationToken stopping)
    {
        if (_following.ContainsKey(id))
            return;
        var follower = new EnvironmentFollower(id, region, live, disk, metrics, logger);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var overridden = new OverriddenFollower(id, region, live, logger);
        _following[id] = new Following(follower, stop, Task.Run(
            () => Task.WhenAll(follower.Follow(stop.Token), overridden.Follow(stop.Token)), CancellationToken.None));
    }

    private void LetGo(EnvironmentId id)
    {
        if (!_following.TryRemove(id, out var following))
            return;
        following.Stop.Cancel();
        following.Task.ContinueWith(
            _ =>
            {
                following.Stop.Dispose();
                if (_following.ContainsKey(id))
                    return;
                live.Release(id);
                disk.Changed(id);
                Log.Released(logger, id);
            },
            TaskScheduler.Default);
    }

    private sealed record Following(EnvironmentFollower Follower, CancellationTokenSource Stop, Task Task);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The region does not answer, serving what is held: {Kind}: {Reason}")]
        public static partial void Lost(ILogger logger, string kind, string reason);

        [LoggerMessage(2, LogLevel.Information, "The region answers")]
        public static partial void Found(ILogger logger);

        [LoggerMessage(3, LogLevel.Information, "Let go of {Environment}: the region no longer names it")]
        public static partial void Released(ILogger logger, EnvironmentId environment);
    }
}
