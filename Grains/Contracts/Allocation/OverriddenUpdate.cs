using System.Collections.Immutable;
using Actors.Allocation;

namespace Actors.Contracts.Allocation;

/// <summary>What must a holder of one version change to hold another?</summary>
/// <param name="AfterVersion">
/// -1: <paramref name="Listed"/> is everybody. Equal to <paramref name="Version"/>: a heartbeat.
/// </param>
[GenerateSerializer, Immutable, Alias("overridden-update")]
public sealed record OverriddenUpdate(
    [property: Id(0)] long Version,
    [property: Id(1)] long AfterVersion,
    [property: Id(2)] ImmutableArray<OverriddenGroup> Listed,
    [property: Id(3)] ImmutableArray<OverriddenGroup> StruckOff)
{
    public bool IsWhole => AfterVersion < 0;
}
