using System.Threading.Channels;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Rulesets;

/// <summary>
/// How does one environment stay up to date? Watches, applies, acknowledges; whatever fails, it goes on.
/// </summary>
internal sealed partial class EnvironmentFollower(
    EnvironmentId id,
    RegionLink region,
    LiveRulesets live,
    DiskCopyKeeper disk,
    GatewayMetrics metrics,
    ILogger logger)
{
    private static readonly TimeSpan _reportEvery = TimeSpan.FromSeconds(2);

    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Backoff _backoff = new();
    private readonly ContentCheck _check = new(region.Time);
    private long _after;
    private bool _failing;

    /// <summary>Completes when the region has told of the environment for the first time.</summary>
    public Task Heard => _heard.Task;

    /// <summary>Ends when cancelled; never throws.</summary>
    public Task Follow(CancellationToken stopping) => Task.WhenAll(WatchForever(stopping), ReportForever(stopping));

    /// <summary>Tells the region that this gateway leaves in order.</summary>
    public Task Leave(CancellationToken cancellation) => Report(leaving: true, cancellation);

    private async Task WatchForever(CancellationToken stopping)
    {
        var copy = live.Find(id)?.Served;
        _after = copy?.Version ?? 0;
        if (copy is not null && !ContentCheck.Matches(copy.Document))
            Doubt(copy);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Watch(stopping);
            }
            catch (Exception failure)
            {
                if (!stopping.IsCancellationRequested)
                    NoteFailure(failure);
            }

            await region.Pause(_backoff.Next(), stopping);
        }
    }

    // Ends when the silo stops, or when what was held does not fit what came.
    private async Task Watch(CancellationToken stopping)
    {
        await foreach (var update in region.Grains.GetRuleset(id).Watch(_after, stopping).WithCancellation(stopping))
        {
            var goOn = Take(update);
            _heard.TrySetResult();
            if (!goOn)
                return;
            _backoff.Reset();
            NoteSuccess();
        }
    }

    private bool Take(RulesetUpdate update)
    {
        var held = live.Find(id);
        switch (RulesetMerge.Of(id, held?.Served, update))
        {
            case RulesetMerge.Confirmed:
                held!.Confirm(region.Time.GetUtcNow());
                return _check.Holds(held.Served.Document) || Doubt(held.Served);
            case RulesetMerge.Changed { Next: var whole } when update.AfterVersion == 0:
                if (!_check.Accepts(whole.Document))
                    return Doubt(whole);
                Serve(whole);
                return true;
            case RulesetMerge.Changed { Next: var next }:
                Serve(next);
                _check.Changed();
                return _check.Holds(next.Document) || Doubt(next);
            case RulesetMerge.Released:
                if (live.Release(id))
                    Log.Released(logger, id);
                disk.Changed(id);
                _after = update.Version;
                return true;
            case RulesetMerge.Forgotten:
                Log.Forgotten(logger, id, held!.Served.Version);
                _after = held.Served.Version;
                return false;
            default:
                held?.HearOf(update.Version);
                Log.Gap(logger, id, held?.Served.Version ?? 0, update.AfterVersion, update.Version);
                _after = 0;
                return false;
        }
    }

    // Asks for the whole again; answers that the watch is over.
    private bool Doubt(ServedRuleset doubtful)
    {
        metrics.ContentDiffered(id);
        Log.Differs(logger, id, doubtful.Version);
        _after = 0;
        return false;
    }

    private void Serve(ServedRuleset next)
    {
        MisunderstoodRules.Tell(logger, live.Find(id)?.Served, next);
        var now = region.Time.GetUtcNow();
        live.Serve(next, now);
        _after = next.Version;
        disk.Changed(id);
        _news.Writer.TryWrite(true);
        metrics.Applied(id, now - next.Document.PublishedAt);
    }

    private async Task ReportForever(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Report(leaving: false, stopping);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            await Task.WhenAny(
                _news.Reader.WaitToReadAsync(either.Token).AsTask(), region.Pause(_reportEvery, either.Token));
            _news.Reader.TryRead(out _);
            await either.CancelAsync();
        }
    }

    private async Task Report(bool leaving, CancellationToken cancellation)
    {
        if (live.Find(id) is not { } environment)
            return;
        try
        {
            await region.Grains.GetRuleset(id).Report(
                region.Identity.Report(environment.Served.Version, leaving), cancellation);
        }
        catch (Exception failure)
        {
            Log.NotReported(logger, failure, id); // the next one will do
        }
    }

    private void NoteFailure(Exception failure)
    {
        if (!_failing)
            Log.Lost(logger, id, failure.GetType().Name, failure.Message);
        _failing = true;
    }

    private void NoteSuccess()
    {
        if (_failing)
            Log.Found(logger, id);
        _failing = false;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Lost the region's news of {Environment}, trying again: {Kind}: {Reason}")]
        public static partial void Lost(ILogger logger, EnvironmentId environment, string kind, string reason);

        [LoggerMessage(2, LogLevel.Information, "The region tells of {Environment} again")]
        public static partial void Found(ILogger logger, EnvironmentId environment);

        [LoggerMessage(3, LogLevel.Information, "Let go of {Environment}: the region has removed it")]
        public static partial void Released(ILogger logger, EnvironmentId environment);

        [LoggerMessage(4, LogLevel.Warning,
            "The region knows nothing of {Environment}; serving the last good version {Version} on")]
        public static partial void Forgotten(ILogger logger, EnvironmentId environment, long version);

        [LoggerMessage(5, LogLevel.Information,
            "{Environment} is at version {Held}, but was told the way from {After} to {Version}: asking for the whole")]
        public static partial void Gap(ILogger logger, EnvironmentId environment, long held, long after, long version);

        [LoggerMessage(7, LogLevel.Warning,
            "The content of {Environment} at version {Version} is not what its hash says: asking for the whole")]
        public static partial void Differs(ILogger logger, EnvironmentId environment, long version);

        [LoggerMessage(6, LogLevel.Debug, "Could not report on {Environment}")]
        public static partial void NotReported(ILogger logger, Exception failure, EnvironmentId environment);
    }
}
