using System.Text.Json;

namespace Actors.Protocol;

/// <summary>What shall a saved group be?</summary>
public record SavedGroupBody
{
    /// <summary>1 to 128 of a-z, 0-9, '.', '_', '-'. Rules name it. Needed in an import; elsewhere it may repeat the
    /// path's.</summary>
    public string? Id { get; init; }

    /// <summary>For people; the id when left out.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    /// <summary>An array of texts and numbers: at most 100,000, and 2 MB.</summary>
    public required JsonElement Values { get; init; }
}

/// <summary>What is a saved group, and how far has it been published?</summary>
public sealed record SavedGroupResponse : SavedGroupBody
{
    /// <summary>Its ETag without the quotes.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>By environment: the version that holds the last change; null while it is on its way.</summary>
    public required IReadOnlyDictionary<string, long?> Published { get; init; }
}

/// <summary>Which saved groups has a project? By id.</summary>
public sealed record SavedGroupList(IReadOnlyList<SavedGroupListItem> SavedGroups);

/// <summary>What does a list of saved groups show of each?</summary>
/// <param name="Count">How many values it has.</param>
public sealed record SavedGroupListItem(
    string Id,
    string Name,
    string Description,
    string Owner,
    int Count,
    long Revision,
    DateTimeOffset ChangedAt,
    string ChangedBy);
