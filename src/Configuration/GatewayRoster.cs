using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Which gateways follow an environment, and how far have they got?</summary>
public sealed record GatewayRoster
{
    public static GatewayRoster Empty { get; } = new();

    /// <summary>A roster of those that were known when membership was kept last; none of them was heard yet.</summary>
    /// <param name="now">From here their silence counts.</param>
    public static GatewayRoster Of(ImmutableArray<KnownGateway> known, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <param name="publishedAt">When a version was decided; null when that is no longer known.</param>
    public GatewayRoster Hear(GatewayReport report, DateTimeOffset now, Func<long, DateTimeOffset?> publishedAt) =>
        throw new NotImplementedException();

    public ImmutableArray<GatewayProgress> View(
        long currentVersion, Func<long, DateTimeOffset?> publishedAt, DateTimeOffset now) =>
        throw new NotImplementedException();

    /// <summary>The part to keep, by name: when it changes, membership changed.</summary>
    public ImmutableArray<KnownGateway> Known() => throw new NotImplementedException();
}

/// <summary>Which gateway is to be expected after a restart of the one who listens?</summary>
[GenerateSerializer, Immutable, Alias("known-gateway")]
public sealed record KnownGateway(
    [property: Id(0)] string Gateway,
    [property: Id(1)] string Region,
    [property: Id(2)] string Zone,
    [property: Id(3)] long Version);
