using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>Does somebody ask too often? Token buckets by address and by SDK key; idle ones are forgotten.</summary>
internal sealed class RequestRates : IDisposable
{
    private static readonly TimeSpan _refillWait = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<UInt128>? _byAddress;
    private readonly PartitionedRateLimiter<string>? _byKey;

    public RequestRates(IOptions<GatewaySettings> settings)
    {
        var limits = settings.Value.Limits;
        _byAddress = Limiter<UInt128>(limits.AddressRequestsPerSecond);
        _byKey = Limiter<string>(limits.KeyRequestsPerSecond);
    }

    /// <summary>Null: go on. Else how long to wait.</summary>
    /// <param name="address">As <see cref="ClientAddresses"/> counts it.</param>
    public TimeSpan? RefuseAddress(UInt128 address) => _byAddress is null ? null : Refuse(_byAddress, address);

    /// <summary>Null: go on. Else how long to wait.</summary>
    /// <param name="keyHash">SHA-256 of the SDK key in hexadecimal digits.</param>
    public TimeSpan? RefuseKey(string keyHash) => _byKey is null ? null : Refuse(_byKey, keyHash);

    public void Dispose()
    {
        _byAddress?.Dispose();
        _byKey?.Dispose();
    }

    /// <summary>Refilled about ten times a second, with the period that makes the rate exactly this one.</summary>
    internal static TokenBucketRateLimiterOptions Bucket(int perSecond)
    {
        var tokens = Math.Max(1, perSecond / 10);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromTicks(TimeSpan.TicksPerSecond * tokens / perSecond),
            QueueLimit = 0,
            AutoReplenishment = false,
        };
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
        var options = Bucket(perSecond);
        return PartitionedRateLimiter.Create<T, T>(
            who => RateLimitPartition.GetTokenBucketLimiter(who, _ => options));
    }
}
