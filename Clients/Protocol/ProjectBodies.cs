namespace Actors.Protocol;

/// <summary>What shall a project be?</summary>
/// <remarks>Members left out of a PATCH stay as they are.</remarks>
public sealed record ProjectRequest
{
    /// <summary>1 to 128 of a-z, 0-9, '.', '_', '-'. Needed to POST; elsewhere it may repeat the path's.</summary>
    public string? Key { get; init; }

    /// <summary>For people; the key when left out.</summary>
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>1 to 50 distinct names, in the form of a key. An environment that is left out is removed.</summary>
    public IReadOnlyList<string>? Environments { get; init; }
}

/// <summary>What is a project?</summary>
/// <param name="Revision">Its ETag without the quotes.</param>
/// <param name="FeatureCount">Features that are not deleted, archived ones included.</param>
public sealed record ProjectResponse(
    string Key,
    string Name,
    string Description,
    IReadOnlyList<string> Environments,
    long Revision,
    int FeatureCount,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt);

/// <summary>Which projects may the caller see?</summary>
public sealed record ProjectList(IReadOnlyList<ProjectListItem> Projects);

/// <summary>What does a list of projects show of each?</summary>
public sealed record ProjectListItem(string Key, string Name, IReadOnlyList<string> Environments, long Revision);
