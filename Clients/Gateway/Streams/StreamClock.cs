using Microsoft.Extensions.Options;

namespace Actors.Gateway.Streams;

/// <summary>When does a stream ping, end and come back? Never twice the same, so that herds disperse.</summary>
internal sealed class StreamClock(IOptions<GatewaySettings> settings, TimeProvider time)
{
    private readonly StreamSettings _settings = settings.Value.Streams;

    public TimeProvider Time => time;

    public TimeSpan Ping => TimeSpan.FromSeconds(_settings.PingSeconds);

    /// <summary>Half to all of what is configured.</summary>
    public TimeSpan NextLifetime() =>
        TimeSpan.FromSeconds(_settings.LifetimeSeconds) * (0.5 + Random.Shared.NextDouble() / 2);

    /// <summary>Half to one and a half of what is configured, whole milliseconds.</summary>
    public int NextRetryMilliseconds() =>
        Math.Max(1, (int)(_settings.RetryMilliseconds * (0.5 + Random.Shared.NextDouble())));

    /// <summary>Nothing to all of what is configured.</summary>
    public TimeSpan NextSpread() =>
        TimeSpan.FromMilliseconds(_settings.SpreadMilliseconds) * Random.Shared.NextDouble();
}
