using System.Collections.Immutable;
using Actors.Contracts.Auditing;
using Actors.Experiments;

namespace Actors.Implementation.Experiments;

/// <summary>What storage keeps of one layer.</summary>
[GenerateSerializer, Immutable, Alias("kept-layer")]
internal sealed record KeptLayer
{
    [Id(0)] public LayerState Layer { get; init; } = LayerState.Empty;

    /// <summary>Entries that the audit log may not have yet.</summary>
    [Id(1)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];
}
