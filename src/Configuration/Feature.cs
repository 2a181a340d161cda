using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What did the owners of a feature write down about it?</summary>
/// <remarks>JSON values are canonical text: compact, as <see cref="CanonicalJson"/> writes it.</remarks>
[GenerateSerializer, Immutable, Alias("feature")]
public sealed record Feature
{
    [Id(0)] public required FeatureType Type { get; init; }

    /// <summary>Answered when no rule applies. JSON text of the feature's type.</summary>
    [Id(1)] public required string DefaultValue { get; init; }

    [Id(2)] public string Description { get; init; } = "";

    [Id(3)] public string Owner { get; init; } = "";

    /// <summary>Sorted, distinct.</summary>
    [Id(4)] public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>A JSON schema (text) that the default and every forced value must satisfy, or null.</summary>
    [Id(5)] public string? Schema { get; init; }

    /// <summary>An archived feature keeps its history and is published nowhere.</summary>
    [Id(6)] public bool Archived { get; init; }

    /// <summary>By environment name. An environment that is not named here has the feature switched off.</summary>
    [Id(7)]
    public ImmutableSortedDictionary<string, FeatureEnvironment> Environments { get; init; } =
        ImmutableSortedDictionary.Create<string, FeatureEnvironment>(StringComparer.Ordinal);
}

public enum FeatureType
{
    Boolean = 0,
    String = 1,
    Number = 2,
    Json = 3,
}

/// <summary>What does one environment do with a feature?</summary>
/// <param name="Enabled">When false, callers are told to use the default in their code.</param>
/// <param name="Rules">In order, each a rule object of the GrowthBook dialect as canonical JSON text.</param>
[GenerateSerializer, Immutable, Alias("feature-environment")]
public sealed record FeatureEnvironment([property: Id(0)] bool Enabled, [property: Id(1)] ImmutableArray<string> Rules)
{
    public static FeatureEnvironment Off { get; } = new(false, []);
}
