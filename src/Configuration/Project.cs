using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What is a project, and which environments has it?</summary>
[GenerateSerializer, Immutable, Alias("project")]
public sealed record Project
{
    [Id(0)] public required string Name { get; init; }

    [Id(1)] public string Description { get; init; } = "";

    /// <summary>Names in the form of a <see cref="Key"/>, sorted, distinct, 1 to 50.</summary>
    [Id(2)] public ImmutableArray<string> Environments { get; init; } = [];
}

/// <summary>What does a list of features show of each?</summary>
[GenerateSerializer, Immutable, Alias("feature-summary")]
public sealed record FeatureSummary
{
    [Id(0)] public required string Key { get; init; }
    [Id(1)] public required long Revision { get; init; }
    [Id(2)] public required FeatureType Type { get; init; }
    [Id(3)] public string Description { get; init; } = "";
    [Id(4)] public string Owner { get; init; } = "";
    [Id(5)] public ImmutableArray<string> Tags { get; init; } = [];
    [Id(6)] public bool Archived { get; init; }

    /// <summary>Names of the environments in which it is enabled, sorted.</summary>
    [Id(7)] public ImmutableArray<string> EnabledIn { get; init; } = [];

    [Id(8)] public DateTimeOffset ChangedAt { get; init; }

    [Id(9)] public string ChangedBy { get; init; } = "";

    /// <summary>A tombstone: listed nowhere, kept so that a late older announcement is not mistaken for news.</summary>
    [Id(10)] public bool Deleted { get; init; }

    /// <summary>Ids of the saved groups that its rules name, sorted.</summary>
    [Id(11)] public ImmutableArray<string> Groups { get; init; } = [];
}
