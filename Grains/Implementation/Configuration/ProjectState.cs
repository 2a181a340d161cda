using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Auditing;
using Actors.Contracts.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>What storage keeps of the project itself.</summary>
[GenerateSerializer, Immutable, Alias("project-state")]
internal sealed record ProjectState
{
    [Id(0)] public ProjectHistory History { get; init; } = ProjectHistory.Empty;

    /// <summary>Entries that the audit log may not have yet.</summary>
    [Id(1)] public ImmutableArray<AuditEntry> Unaudited { get; init; } = [];

    /// <summary>Environments that the project had once and has no more.</summary>
    [Id(2)] public ImmutableSortedSet<string> RemovedEnvironments { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}

/// <summary>What a list of the project's features is made of. Features announce themselves, so it can be made anew.</summary>
[GenerateSerializer, Immutable, Alias("project-index-state")]
internal sealed record ProjectIndexState
{
    [Id(0)] public ImmutableSortedDictionary<string, FeatureSummary> Features { get; init; } =
        ImmutableSortedDictionary.Create<string, FeatureSummary>(StringComparer.Ordinal);
}

/// <summary>Which features may have something left to hand over.</summary>
[GenerateSerializer, Immutable, Alias("project-due-state")]
internal sealed record ProjectDueState
{
    [Id(0)] public ImmutableSortedSet<string> Features { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);
}

/// <summary>The batch that is being carried out, and how the last ones ended.</summary>
[GenerateSerializer, Immutable, Alias("project-batch-state")]
internal sealed record ProjectBatchState
{
    public const int MaxFinished = 20;

    [Id(0)] public Authorship? Running { get; init; }

    [Id(1)] public ImmutableArray<BatchEntry> Entries { get; init; } = [];

    /// <summary>Oldest first.</summary>
    [Id(2)] public ImmutableArray<BatchStatus> Finished { get; init; } = [];
}
