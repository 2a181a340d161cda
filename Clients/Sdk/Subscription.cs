using System.Net.ServerSentEvents;

namespace Actors.Sdk;

/// <summary>What does an open stream say? Dispose it to hang up.</summary>
internal sealed class Subscription(HttpResponseMessage response, Stream stream) : IDisposable
{
    private readonly SseParser<byte[]> _parser = SseParser.Create(stream, static (_, data) => data.ToArray());

    /// <summary>After how long the gateway wants to see a client again whose stream has ended.</summary>
    public TimeSpan ComeBackAfter =>
        _parser.ReconnectionInterval == Timeout.InfiniteTimeSpan ? TimeSpan.Zero : _parser.ReconnectionInterval;

    public IAsyncEnumerable<SseItem<byte[]>> Events(CancellationToken cancellation) =>
        _parser.EnumerateAsync(cancellation);

    public void Dispose()
    {
        stream.Dispose();
        response.Dispose();
    }
}
