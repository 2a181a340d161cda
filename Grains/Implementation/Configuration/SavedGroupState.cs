using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>What storage keeps of one saved group.</summary>
[GenerateSerializer, Immutable, Alias("saved-group-state")]
internal sealed record SavedGroupState
{
    [Id(0)] public SavedGroupHistory History { get; init; } = SavedGroupHistory.Empty;

    /// <summary>Entries that the audit log may not have yet.</summary>
    [Id(1)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];
}
