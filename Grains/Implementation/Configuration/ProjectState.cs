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
    [Id(2)]
    public ImmutableSortedSet<string> RemovedEnvironments { get; init; } =
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    /// <summary>Whether there may be features that do not know of an environment yet.</summary>
    [Id(3)] public bool HasNewEnvironments { get; init; }

    /// <summary>What the project was before it was deleted; null unless it is.</summary>
    [Id(4)] public ProjectHistory? Deleted { get; init; }

    public ProjectState Becoming(ProjectHistory next)
    {
        var before = History.Project?.Environments ?? [];
        var after = next.Project?.Environments ?? [];
        return this with
        {
            History = next with { Announced = History.Announced },
            RemovedEnvironments = RemovedEnvironments.Union(before).Except(after),
            HasNewEnvironments = HasNewEnvironments || after.Except(before).Any(),
            Deleted = next.Project is null ? History : null,
        };
    }

    /// <param name="told">The state of which everyone knows now.</param>
    public ProjectState Announced(ProjectState told) => this with
    {
        History = History with { Announced = told.History.Revision },
        HasNewEnvironments = HasNewEnvironments && History.Revision != told.History.Revision,
    };
}

/// <summary>
/// What a list of the project's features is made of. Features announce themselves, so it can be made anew.
/// </summary>
[GenerateSerializer, Immutable, Alias("project-index-state")]
internal sealed record ProjectIndexState
{
    [Id(0)]
    public ImmutableSortedDictionary<string, FeatureSummary> Features { get; init; } =
        ImmutableSortedDictionary.Create<string, FeatureSummary>(StringComparer.Ordinal);
}

/// <summary>What a list of the project's saved groups is made of; the same holds as for its features.</summary>
[GenerateSerializer, Immutable, Alias("project-groups-state")]
internal sealed record ProjectGroupsState
{
    [Id(0)]
    public ImmutableSortedDictionary<string, SavedGroupSummary> Groups { get; init; } =
        ImmutableSortedDictionary.Create<string, SavedGroupSummary>(StringComparer.Ordinal);
}

/// <summary>
/// Which features may have something left to hand over, and which saved groups, as "group/" and their id.
/// </summary>
[GenerateSerializer, Immutable, Alias("project-due-state")]
internal sealed record ProjectDueState
{
    [Id(0)]
    public ImmutableSortedSet<string> Features { get; init; } =
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
