using System.Globalization;
using System.Text;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Gateway.Streams;

/// <summary>What does one client hear, and when? The newest version only, however slowly it reads.</summary>
internal sealed class EventStream(
    HttpContext context,
    Admission admission,
    Telling tell,
    LiveRulesets live,
    StreamClock clock,
    GatewayMetrics metrics)
{
    // No more than this waits in memory for a reader, of a payload that may be large and have many readers.
    private const int PieceBytes = 16 * 1024;
    private static readonly TimeSpan _young = TimeSpan.FromMinutes(1);
    private static readonly ReadOnlyMemory<byte> _ping = ":\n\n"u8.ToArray();

    private readonly LiveEnvironment _environment = admission.Environment;
    private long _seen; // by the client
    private long _served; // when this stream last looked

    public async Task Follow(CancellationToken leaving)
    {
        await Open(leaving);
        while (!leaving.IsCancellationRequested)
        {
            var news = _environment.News;
            if (live.Find(admission.Hash) is not { } now || now.Environment != _environment)
                return;
            var served = _environment.Served;
            if (served.Version > _seen || served.Version < _served)
            {
                await Tell(now, leaving);
                continue;
            }

            _served = served.Version;
            await news.WaitAsync(clock.Ping, clock.Time, leaving)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!news.IsCompleted && !leaving.IsCancellationRequested)
                await Send(_ping, leaving);
        }
    }

    private async Task Open(CancellationToken leaving)
    {
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // else nginx would keep events to itself
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        var served = _environment.Served;
        _served = served.Version;
        _seen = LastSeen(served);
        var retry = clock.NextRetryMilliseconds();

        // Without data it is no event, yet a client that comes back names this id.
        var id = _seen == _served ? $"id: {_served}\n" : "";
        await Send(Encoding.ASCII.GetBytes($"retry: {retry}\n{id}\n"), leaving);
    }

    // Who names no version has asked just before it opened the stream, unless a version came in between. Being told the
    // whole payload once too often costs less than missing it; being told to ask again costs an evaluation.
    private long LastSeen(ServedRuleset served)
    {
        var header = context.Request.Headers["Last-Event-ID"].ToString().AsSpan().Trim();
        if (long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return version;
        var isOld = clock.Time.GetUtcNow() - _environment.ServedSince > _young;
        return isOld && tell(admission, served).AsksAgain ? served.Version : -1;
    }

    private async Task Tell(Admission now, CancellationToken leaving)
    {
        var served = _environment.Served;
        var told = tell(now, served);
        if (told.AsksAgain)
        {
            await Task.Delay(clock.NextSpread(), clock.Time, leaving)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            served = _environment.Served;
            told = tell(now, served);
        }

        await Send(told.Frame, leaving);
        metrics.Told(told.Kind);
        _seen = _served = served.Version;
    }

    private async Task Send(ReadOnlyMemory<byte> frame, CancellationToken leaving)
    {
        while (!frame.IsEmpty)
        {
            var piece = frame[..Math.Min(frame.Length, PieceBytes)];
            await context.Response.BodyWriter.WriteAsync(piece, leaving);
            frame = frame[piece.Length..];
        }
    }
}
