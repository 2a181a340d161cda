namespace Actors.Configuration;

/// <summary>What does a project's actor keep of the project itself?</summary>
[GenerateSerializer, Immutable, Alias("project-history")]
public sealed record ProjectHistory
{
    public static ProjectHistory Empty { get; } = new();

    /// <summary>0: the project has never existed. Moves by one with every change.</summary>
    [Id(0)] public long Revision { get; init; }

    [Id(1)] public DateTimeOffset CreatedAt { get; init; }

    [Id(2)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>null: it has never existed, or is deleted.</summary>
    [Id(3)] public Project? Project { get; init; }

    /// <summary>Of the change that made this revision.</summary>
    [Id(4)] public string LastOperationId { get; init; } = "";

    /// <summary>The highest revision that the region's list of environments has.</summary>
    [Id(5)] public long Announced { get; init; }
}
