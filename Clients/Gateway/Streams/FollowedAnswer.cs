using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Actors.Contracts;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Streams;

/// <summary>How does a client follow what an actor answers? It is asked again and again, and news are told.</summary>
/// <param name="type">Of the server-sent events.</param>
/// <param name="body">How an answer is told.</param>
/// <param name="isNews">Whether an answer says something that the one told before it does not.</param>
internal sealed class FollowedAnswer<T, TBody>(string type, Func<T, TBody> body, Func<T, T, bool> isNews)
    where T : class
{
    /// <summary>In words, for the description of an endpoint.</summary>
    public const string Pace =
        "at once, then whenever there is news, once a second at most, and every 15 s in any case. The stream ends "
        + "after half an hour; come back.";

    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(30);

    /// <summary>The stream, or the refusal of the first answer.</summary>
    public async Task<IResult> Stream(Func<CancellationToken, Task<Answer<T>>> ask, HttpContext http)
    {
        var cancellation = http.RequestAborted;
        var first = await ask(cancellation);
        if (first.Refusal is { } refusal) return refusal.ToResult();

        http.Response.Headers["X-Accel-Buffering"] = "no"; // else nginx would keep events to itself
        var services = http.RequestServices;
        return TypedResults.ServerSentEvents(Follow(
            first.Value!,
            ask,
            services.GetRequiredService<TimeProvider>(),
            services.GetRequiredService<IHostApplicationLifetime>(),
            cancellation));
    }

    /// <summary>Ends without a word when nothing is answered, the gateway stops or the client leaves.</summary>
    private async IAsyncEnumerable<SseItem<TBody>> Follow(
        T first,
        Func<CancellationToken, Task<Answer<T>>> ask,
        TimeProvider time,
        IHostApplicationLifetime host,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lifetime = new CancellationTokenSource(_lifetime, time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(
            lifetime.Token, cancellation, host.ApplicationStopping);
        var (told, now, toldAt) = (default(T), first, time.GetTimestamp());
        while (!leaving.IsCancellationRequested)
        {
            if (told is null || isNews(told, now) || time.GetElapsedTime(toldAt) >= _silence)
            {
                (told, toldAt) = (now, time.GetTimestamp());
                yield return new SseItem<TBody>(body(now), type);
            }

            await Task.Delay(_pace, time, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (leaving.IsCancellationRequested || (await ask(cancellation)).Value is not { } next)
                yield break;
            now = next;
        }
    }
}
