using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>
/// Which gateways serve an environment, as storage keeps it: a silent one must stay visible after a restart.
/// </summary>
[GenerateSerializer, Immutable, Alias("roster-state")]
internal sealed record RosterState
{
    [Id(0)] public ImmutableArray<KnownGateway> Gateways { get; init; } = [];
}
