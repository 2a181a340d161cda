using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>What storage keeps of one environment.</summary>
[GenerateSerializer, Immutable, Alias("ruleset-state")]
internal sealed record RulesetState
{
    [Id(0)] public RulesetDocument Document { get; init; } = RulesetDocument.Empty;

    /// <summary>Entries that the audit log may not have yet.</summary>
    [Id(1)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];

    /// <summary>Keys that were revoked lately.</summary>
    [Id(2)] public ImmutableArray<Revocation<SdkKey>> Revoked { get; init; } = [];

    /// <summary>Versions that the history may not have yet.</summary>
    [Id(3)] public ImmutableArray<RecordedVersion> Unrecorded { get; init; } = [];
}
