using System.Globalization;
using System.Net.ServerSentEvents;
using Microsoft.Extensions.Logging;

namespace Actors.Sdk;

/// <summary>How does the configuration stay up to date? It asks, listens while it can, and asks again.</summary>
/// <remarks>
/// Each round begins with a conditional request, so nothing is missed between two streams; and where there are no
/// streams the rounds are the polling.
/// </remarks>
internal sealed partial class Follower(
    ActorsOptions options,
    Configuration configuration,
    GatewayConnection connection,
    TimeProvider time,
    ILogger logger)
{
    private static readonly TimeSpan _shortStream = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _tried = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _served = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _failures;
    private int _shortStreams;
    private string? _lastProblem;

    /// <summary>When a gateway was asked for the first time, whatever it said.</summary>
    public Task Tried => _tried.Task;

    /// <summary>When a gateway's configuration is served.</summary>
    public Task Served => _served.Task;

    public async Task Run(CancellationToken stopping)
    {
        try
        {
            while (!stopping.IsCancellationRequested)
            {
                var pause = await Round(stopping).ConfigureAwait(false);
                await Task.Delay(pause, time, stopping).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // As wished.
        }
    }

    /// <summary>How long to wait until the next.</summary>
    private async Task<TimeSpan> Round(CancellationToken stopping)
    {
        try
        {
            if (await Fetch(stopping).ConfigureAwait(false) is { } wait)
                return wait;
            return options.Streaming && await Listen(stopping).ConfigureAwait(false) is { } comeBack
                ? comeBack
                : Backoff.About(options.PollInterval);
        }
        catch (Exception failure) when (!stopping.IsCancellationRequested)
        {
            // Whatever it was, following goes on: what is served stays good.
            Log.Unexpected(logger, failure);
            return Backoff.After(++_failures, options.PollInterval);
        }
        finally
        {
            _tried.TrySetResult();
        }
    }

    /// <summary>Null when what is served is the newest; else how long to wait.</summary>
    private async Task<TimeSpan?> Fetch(CancellationToken stopping)
    {
        var fetched = await connection.Fetch(configuration.Tag, stopping).ConfigureAwait(false);
        switch (fetched)
        {
            case Fetched.Same:
                configuration.Confirm();
                Good();
                return null;
            case Fetched.New(var payload, var tag) when configuration.Apply(payload, tag, version: null):
                Good();
                return null;
            case Fetched.Refused(var why):
                Problem(why);
                return Backoff.About(options.PollInterval);
            case Fetched.Failed(var why, var retryAfter):
                Problem(why);
                var pause = Backoff.After(++_failures, options.PollInterval);
                return retryAfter > pause ? retryAfter : pause;
            default:
                return Backoff.After(++_failures, options.PollInterval);
        }
    }

    /// <summary>Listens while there is a stream. Null: there was none; else how long to wait before the next.</summary>
    private async Task<TimeSpan?> Listen(CancellationToken stopping)
    {
        var began = time.GetTimestamp();
        Subscription? subscription = null;
        try
        {
            subscription = await connection.Listen(configuration.Version, configuration.Confirm, stopping)
                .ConfigureAwait(false);
            await foreach (var news in subscription.Events(stopping).ConfigureAwait(false))
                await Hear(news, stopping).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or TimeoutException
            || failure is OperationCanceledException && !stopping.IsCancellationRequested)
        {
            Log.StreamEnded(logger, failure.Message);
        }
        finally
        {
            subscription?.Dispose();
        }

        if (subscription is null)
            return null;

        _shortStreams = time.GetElapsedTime(began) < _shortStream ? _shortStreams + 1 : 0;
        var pause = Backoff.After(_shortStreams, options.PollInterval);
        return subscription.ComeBackAfter > pause ? subscription.ComeBackAfter : pause;
    }

    private async Task Hear(SseItem<byte[]> news, CancellationToken stopping)
    {
        if (news.EventType == "features")
        {
            var isNumber = long.TryParse(
                news.EventId, NumberStyles.None, CultureInfo.InvariantCulture, out var version);

            // The tag of a pushed payload is not known: the next request brings it.
            if (configuration.Apply(news.Data, tag: null, isNumber ? version : null))
                Good();
        }
        else if (news.EventType == "features-updated")
        {
            await Fetch(stopping).ConfigureAwait(false);
        }
    }

    private void Good()
    {
        if (_lastProblem is not null)
            Log.WellAgain(logger);
        (_failures, _lastProblem) = (0, null);
        _served.TrySetResult();
    }

    // Said once, not each time: an outage must not fill a log.
    private void Problem(string why)
    {
        if (why != _lastProblem)
            Log.NotFetched(logger, why);
        _lastProblem = why;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The configuration cannot be fetched, what is served stays: {Reason}")]
        public static partial void NotFetched(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "The configuration is followed again")]
        public static partial void WellAgain(ILogger logger);

        [LoggerMessage(LogLevel.Debug, "The stream of the configuration has ended: {Reason}")]
        public static partial void StreamEnded(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "Following the configuration failed and goes on")]
        public static partial void Unexpected(ILogger logger, Exception failure);
    }
}
