using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>
/// Has one address too many requests under way? Rates alone let one who sends, or reads, slowly pile them up.
/// </summary>
internal sealed class RequestsUnderWay(IOptions<GatewaySettings> settings)
{
    private readonly int _most = settings.Value.Limits.AddressRequestsUnderWay;

    // Holds only addresses that have requests under way, so it cannot grow beyond what the load shedder lets in.
    private readonly Dictionary<UInt128, int> _counts = [];
    private readonly Lock _lock = new();

    /// <summary>True: it has not, and <see cref="Leave"/> must follow.</summary>
    public bool TryEnter(UInt128 address)
    {
        if (_most == 0)
            return true;
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(address);
            if (count >= _most)
                return false;
            _counts[address] = count + 1;
            return true;
        }
    }

    public void Leave(UInt128 address)
    {
        if (_most == 0)
            return;
        lock (_lock)
        {
            var count = _counts[address] - 1;
            if (count == 0)
                _counts.Remove(address);
            else
                _counts[address] = count;
        }
    }
}
