using System.Collections.Immutable;
using Actors.Allocation;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Allocation;

/// <summary>What storage keeps of one subject; there is no row of most.</summary>
[GenerateSerializer, Immutable, Alias("user-state")]
internal sealed record UserState
{
    [Id(0)] public UserMemory Memory { get; init; } = UserMemory.Empty;

    /// <summary>Entries that the audit log may not have yet.</summary>
    [Id(1)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];

    /// <summary>The operation that removed an override last.</summary>
    [Id(2)] public string LastRemoval { get; init; } = "";
}
