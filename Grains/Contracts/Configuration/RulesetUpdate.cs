using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Contracts.Configuration;

/// <summary>
/// What must a holder of version <paramref name="AfterVersion"/> change to hold <paramref name="Version"/>?
/// </summary>
/// <param name="AfterVersion">
/// The version this builds on. 0: it is whole, whatever the holder had is replaced. Equal to
/// <paramref name="Version"/>: a heartbeat, nothing is newer.
/// </param>
/// <param name="Features">Changed features; tombstones (Json null) are to be removed.</param>
/// <param name="Keys">All SDK keys of the environment, when they changed or the update is whole; else null.</param>
[GenerateSerializer, Immutable, Alias("ruleset-update")]
public sealed record RulesetUpdate(
    [property: Id(0)] long Version,
    [property: Id(1)] long AfterVersion,
    [property: Id(2)] DateTimeOffset PublishedAt,
    [property: Id(3)] string ContentHash,
    [property: Id(4)] ImmutableArray<PublishedFeature> Features,
    [property: Id(5)] ImmutableArray<SdkKey>? Keys,
    [property: Id(6)] bool Removed)
{
    /// <summary>Changed saved groups; tombstones (Values null) are to be removed. Default: as empty.</summary>
    [Id(7)] public ImmutableArray<PublishedGroup> SavedGroups { get; init; }

    /// <summary>As in <see cref="RulesetDocument"/>; what holds now, in every update.</summary>
    [Id(8)] public bool ClientKeysMayFetchRules { get; init; }

    /// <summary>All contextual bandits, when they changed or the update is whole; else null.</summary>
    [Id(9)] public ImmutableArray<PublishedBandit>? ContextualBandits { get; init; }

    public bool IsHeartbeat => AfterVersion == Version;
}

/// <summary>Which gateway serves which version of an environment?</summary>
/// <param name="Version">The newest.</param>
/// <param name="Gateways">By name.</param>
[GenerateSerializer, Immutable, Alias("propagation")]
public sealed record Propagation(
    [property: Id(0)] long Version,
    [property: Id(1)] DateTimeOffset PublishedAt,
    [property: Id(2)] string ContentHash,
    [property: Id(3)] ImmutableArray<GatewayProgress> Gateways)
{
    /// <summary>As in <see cref="RulesetDocument"/>.</summary>
    [Id(4)] public bool ClientKeysMayFetchRules { get; init; }
}
