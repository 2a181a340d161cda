using Actors.Allocation;

namespace Actors.Implementation.Allocation;

/// <summary>What storage keeps of who has overrides in one environment.</summary>
[GenerateSerializer, Immutable, Alias("overridden-state")]
internal sealed record OverriddenState
{
    [Id(0)] public OverriddenIndex Index { get; init; } = OverriddenIndex.Empty;
}
