namespace Actors.Configuration;

/// <summary>What does one gateway say that it serves?</summary>
/// <param name="Gateway">Its configured name, unique in the region.</param>
/// <param name="Version">Of the environment's ruleset; 0: none yet.</param>
/// <param name="Leaving">It is shutting down in order and shall no longer be listed.</param>
[GenerateSerializer, Immutable, Alias("gateway-report")]
public sealed record GatewayReport(
    [property: Id(0)] string Gateway,
    [property: Id(1)] string Region,
    [property: Id(2)] string Zone,
    [property: Id(3)] long Version,
    [property: Id(4)] bool Leaving);

/// <summary>How far has one gateway followed?</summary>
/// <param name="Version">The newest that it has acknowledged.</param>
/// <param name="LagMilliseconds">
/// From the decision of a version to its acknowledgement; for a gateway that is behind, how long it has been so.
/// </param>
/// <param name="LastContact">UTC.</param>
[GenerateSerializer, Immutable, Alias("gateway-progress")]
public sealed record GatewayProgress(
    [property: Id(0)] string Gateway,
    [property: Id(1)] string Region,
    [property: Id(2)] string Zone,
    [property: Id(3)] long Version,
    [property: Id(4)] bool Behind,
    [property: Id(5)] double LagMilliseconds,
    [property: Id(6)] DateTimeOffset LastContact);
