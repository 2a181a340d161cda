using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Streams;

/// <summary>Who is told of each new version as it comes? Server-sent events, whatever the protocol.</summary>
internal sealed class EventStreams(
    LiveRulesets live,
    StreamClock clock,
    GatewayMetrics metrics,
    IHostApplicationLifetime host,
    IOptions<GatewaySettings> settings)
{
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(5);
    private readonly Occupancy<KeyHash> _keys = new(settings.Value.Limits.KeyStreams);

    /// <summary>
    /// Answers with a stream that lasts until its time is over, the client leaves, the key is revoked, or the gateway
    /// stops.
    /// </summary>
    public async Task Run(HttpContext context, Admission admission, Telling tell)
    {
        if (!_keys.TryEnter(admission.Hash))
        {
            metrics.Limited("key");
            await ProblemResponse.Write(
                context, ProblemKind.TooManyRequests, "This SDK key has too many streams open.", _comeBackAfter);
            return;
        }

        metrics.StreamOpened();
        using var lifetime = new CancellationTokenSource(clock.NextLifetime(), clock.Time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(
            lifetime.Token, context.RequestAborted, host.ApplicationStopping);
        try
        {
            await new EventStream(context, admission, tell, live, clock, metrics).Follow(leaving.Token);
        }
        catch (OperationCanceledException) when (leaving.IsCancellationRequested)
        {
            // It had to go while it waited for a slow reader, who makes nothing of half an event.
        }
        finally
        {
            metrics.StreamClosed();
            _keys.Leave(admission.Hash);
        }
    }
}
