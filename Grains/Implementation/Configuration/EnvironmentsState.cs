using System.Collections.Immutable;
using Actors.Contracts.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>What storage keeps of all projects of the region.</summary>
[GenerateSerializer, Immutable, Alias("environments-state")]
internal sealed record EnvironmentsState
{
    [Id(0)] public long Version { get; init; }

    /// <summary>By key. A deleted project stays as a tombstone, so that late older news is recognised.</summary>
    [Id(1)]
    public ImmutableSortedDictionary<string, ProjectEntry> Projects { get; init; } =
        ImmutableSortedDictionary.Create<string, ProjectEntry>(StringComparer.Ordinal);
}
