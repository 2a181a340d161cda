using Microsoft.Extensions.Options;

namespace Actors.Gateway.Measurement;

/// <summary>Is there room for one more body of events? Each is held in memory until it is durable.</summary>
internal sealed class EventRoom(IOptions<GatewaySettings> settings)
{
    private readonly long _most = settings.Value.Limits.EventBytes;
    private long _bytes;

    /// <summary>True: there is, and <see cref="Leave"/> must follow.</summary>
    public bool TryEnter(long bytes)
    {
        if (Interlocked.Add(ref _bytes, bytes) <= _most) return true;
        Leave(bytes);
        return false;
    }

    public void Leave(long bytes) => Interlocked.Add(ref _bytes, -bytes);
}
