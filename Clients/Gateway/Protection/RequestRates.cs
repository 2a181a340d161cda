using System.Buffers.Binary;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>Does somebody ask too often? Token buckets by address and by SDK key; idle ones are forgotten.</summary>
internal sealed class RequestRates : IDisposable
{
    private static readonly TimeSpan _period = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan _refillWait = TimeSpan.FromSeconds(1);

    private readonly string _addressHeader;
    private readonly PartitionedRateLimiter<UInt128>? _byAddress;
    private readonly PartitionedRateLimiter<string>? _byKey;

    public RequestRates(IOptions<GatewaySettings> settings)
    {
        var limits = settings.Value.Limits;
        _addressHeader = limits.AddressHeader;
        _byAddress = Limiter<UInt128>(limits.AddressRequestsPerSecond);
        _byKey = Limiter<string>(limits.KeyRequestsPerSecond);
    }

    /// <summary>Null: go on. Else how long to wait.</summary>
    public TimeSpan? RefuseAddress(HttpContext context) =>
        _byAddress is null ? null : Refuse(_byAddress, Prefix(Address(context)));

    /// <summary>Null: go on. Else how long to wait.</summary>
    /// <param name="keyHash">SHA-256 of the SDK key in hexadecimal digits.</param>
    public TimeSpan? RefuseKey(string keyHash) => _byKey is null ? null : Refuse(_byKey, keyHash);

    public void Dispose()
    {
        _byAddress?.Dispose();
        _byKey?.Dispose();
    }

    private static TimeSpan? Refuse<T>(PartitionedRateLimiter<T> limiter, T who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired ? null
            : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait
            : _refillWait;
    }

    private static PartitionedRateLimiter<T>? Limiter<T>(int perSecond)
        where T : notnull
    {
        if (perSecond == 0)
            return null;
        var options = new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = Math.Max(1, perSecond / 10),
            ReplenishmentPeriod = perSecond >= 10 ? _period : TimeSpan.FromSeconds(1.0 / perSecond),
            QueueLimit = 0,
            AutoReplenishment = false,
        };
        return PartitionedRateLimiter.Create<T, T>(
            who => RateLimitPartition.GetTokenBucketLimiter(who, _ => options));
    }

    private IPAddress? Address(HttpContext context)
    {
        if (_addressHeader.Length > 0
            && context.Request.Headers[_addressHeader] is [.., { } last]
            && IPAddress.TryParse(last.AsSpan(last.LastIndexOf(',') + 1).Trim(), out var named))
            return named;
        return context.Connection.RemoteIpAddress;
    }

    // One household has a whole /64 of IPv6 to itself.
    private static UInt128 Prefix(IPAddress? address)
    {
        Span<byte> bytes = stackalloc byte[16];
        if (address is null || !address.MapToIPv6().TryWriteBytes(bytes, out _))
            return 0;
        if (!address.IsIPv4MappedToIPv6 && address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
            bytes[8..].Clear();
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }
}
