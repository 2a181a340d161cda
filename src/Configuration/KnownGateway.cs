namespace Actors.Configuration;

/// <summary>Which gateway is to be expected after a restart of the one who listens?</summary>
/// <param name="Version">The newest that it had acknowledged when this was kept.</param>
[GenerateSerializer, Immutable, Alias("known-gateway")]
public sealed record KnownGateway(
    [property: Id(0)] string Gateway,
    [property: Id(1)] string Region,
    [property: Id(2)] string Zone,
    [property: Id(3)] long Version);
