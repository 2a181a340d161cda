using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What does a saved group's actor keep of the group itself?</summary>
/// <remarks>What it was before is in the audit log only: two megabytes are not kept fifty times.</remarks>
[GenerateSerializer, Immutable, Alias("saved-group-history")]
public sealed record SavedGroupHistory
{
    public static SavedGroupHistory Empty { get; } = new();

    /// <summary>0: the group has never existed. Moves by one with every change.</summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>When the group was created, or created again after it had been deleted; UTC.</summary>
    [Id(1)] public DateTimeOffset CreatedAt { get; init; }

    [Id(2)] public DateTimeOffset ChangedAt { get; init; }

    [Id(3)] public string ChangedBy { get; init; } = "";

    /// <summary>null: it has never existed, or is deleted.</summary>
    [Id(4)] public SavedGroup? Group { get; init; }

    /// <summary>Of the change that made this revision.</summary>
    [Id(5)] public string LastOperationId { get; init; } = "";

    /// <summary>The highest revision that the project's list has.</summary>
    [Id(6)] public long Announced { get; init; }

    /// <summary>By environment name, ordinal: how far its ruleset has followed.</summary>
    [Id(7)] public ImmutableSortedDictionary<string, HandOver> HandOvers { get; init; } = Configuration.HandOvers.None;

    /// <summary>Whether the project and every ruleset have acknowledged all there is.</summary>
    public bool Delivered => Announced >= Revision && !HandOvers.Waiting().Any();

    /// <summary>What every environment is handed now; a tombstone when the group is deleted.</summary>
    public PublishedGroup Published(string id) => new(id, Revision, Group?.Values);

    /// <summary>What the project's list says of it.</summary>
    public SavedGroupSummary Summary(string id) => new()
    {
        Id = id,
        Revision = Revision,
        Name = Group?.Name ?? "",
        Description = Group?.Description ?? "",
        Owner = Group?.Owner ?? "",
        Count = SavedGroupForm.Count(Group?.Values),
        Bytes = SavedGroupForm.Bytes(Group?.Values),
        ChangedAt = ChangedAt,
        ChangedBy = ChangedBy,
        Deleted = Group is null,
    };
}
