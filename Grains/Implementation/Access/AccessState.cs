using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Access;

/// <summary>What storage keeps of who may administer the region.</summary>
[GenerateSerializer, Immutable, Alias("access-state")]
internal sealed record AccessState
{
    [Id(0)] public long Revision { get; init; }

    /// <summary>By id.</summary>
    [Id(1)]
    public ImmutableSortedDictionary<string, AccessToken> Tokens { get; init; } =
        ImmutableSortedDictionary.Create<string, AccessToken>(StringComparer.Ordinal);

    /// <summary>Entries that the audit log may not have yet.</summary>
    [Id(2)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];

    /// <summary>Tokens that were revoked lately.</summary>
    [Id(3)] public ImmutableArray<Revocation<AccessToken>> Revoked { get; init; } = [];
}
