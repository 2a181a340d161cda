using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>
/// Has one address too many requests under way? Rates alone let one who sends, or reads, slowly pile them up.
/// </summary>
/// <remarks>Streams, which are meant to last, have places of their own.</remarks>
internal sealed class RequestsUnderWay(IOptions<GatewaySettings> settings)
{
    private readonly Occupancy<UInt128> _requests = new(settings.Value.Limits.AddressRequestsUnderWay);
    private readonly Occupancy<UInt128> _streams = new(settings.Value.Limits.AddressStreams);

    /// <summary>True: it has not, and <see cref="Leave"/> must follow.</summary>
    public bool TryEnter(UInt128 address, TrafficClass traffic) => Places(traffic).TryEnter(address);

    public void Leave(UInt128 address, TrafficClass traffic) => Places(traffic).Leave(address);

    private Occupancy<UInt128> Places(TrafficClass traffic) => traffic == TrafficClass.Stream ? _streams : _requests;
}
