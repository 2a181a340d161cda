namespace Actors.Configuration;

/// <summary>Which values count as members, wherever a condition says <c>$inGroup</c> or <c>$notInGroup</c>?</summary>
[GenerateSerializer, Immutable, Alias("saved-group")]
public sealed record SavedGroup
{
    /// <summary>For people.</summary>
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string Description { get; init; } = "";

    [Id(2)] public string Owner { get; init; } = "";

    /// <summary>A JSON array of texts and numbers, as <see cref="CanonicalJson"/>.</summary>
    [Id(3)] public required string Values { get; init; }
}

/// <summary>What does a list of saved groups show of each?</summary>
[GenerateSerializer, Immutable, Alias("saved-group-summary")]
public sealed record SavedGroupSummary
{
    [Id(0)] public required string Id { get; init; }
    [Id(1)] public required long Revision { get; init; }
    [Id(2)] public string Name { get; init; } = "";
    [Id(3)] public string Description { get; init; } = "";
    [Id(4)] public string Owner { get; init; } = "";

    /// <summary>How many values it has.</summary>
    [Id(5)] public int Count { get; init; }

    /// <summary>How large its values are, as UTF-8.</summary>
    [Id(6)] public long Bytes { get; init; }

    [Id(7)] public DateTimeOffset ChangedAt { get; init; }

    [Id(8)] public string ChangedBy { get; init; } = "";

    /// <summary>A tombstone, as in <see cref="FeatureSummary.Deleted"/>.</summary>
    [Id(9)] public bool Deleted { get; init; }
}
