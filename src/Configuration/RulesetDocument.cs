using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What does one environment publish?</summary>
[GenerateSerializer, Immutable, Alias("ruleset-document")]
public sealed record RulesetDocument
{
    public static RulesetDocument Empty { get; } = new();

    /// <summary>0 before anything was published; moves by one with each change of the payload, and only then.</summary>
    [Id(0)] public long Version { get; init; }

    /// <summary>
    /// When this version was decided, UTC; at least a millisecond after the version before, whatever the clock says.
    /// </summary>
    [Id(1)] public DateTimeOffset PublishedAt { get; init; }

    /// <summary>SHA-256 of the payload, 64 lower-case hex digits; equal for equal payloads in every region.</summary>
    [Id(2)] public string ContentHash { get; init; } = "";

    /// <summary>By key, ordinal. Tombstones (<see cref="PublishedFeature.Json"/> null) keep their revision.</summary>
    [Id(3)]
    public ImmutableSortedDictionary<string, PublishedFeature> Features { get; init; } =
        ImmutableSortedDictionary.Create<string, PublishedFeature>(StringComparer.Ordinal);

    /// <summary>By key id, ordinal.</summary>
    [Id(4)]
    public ImmutableSortedDictionary<string, SdkKey> Keys { get; init; } =
        ImmutableSortedDictionary.Create<string, SdkKey>(StringComparer.Ordinal);

    /// <summary>Whether the environment is removed: gateways then let go of it.</summary>
    [Id(5)] public bool Removed { get; init; }

    /// <summary>By id, ordinal. Tombstones (<see cref="PublishedGroup.Values"/> null) keep their revision.</summary>
    [Id(6)]
    public ImmutableSortedDictionary<string, PublishedGroup> SavedGroups { get; init; } =
        ImmutableSortedDictionary.Create<string, PublishedGroup>(StringComparer.Ordinal);

    /// <summary>
    /// Whether client keys, which are public, may fetch the payload, which holds the rules. When false they may ask for
    /// evaluated values only.
    /// </summary>
    [Id(7)] public bool ClientKeysMayFetchRules { get; init; }

    /// <summary>By id, ordinal.</summary>
    [Id(8)]
    public ImmutableSortedDictionary<string, PublishedBandit> ContextualBandits { get; init; } =
        ImmutableSortedDictionary.Create<string, PublishedBandit>(StringComparer.Ordinal);

    /// <summary>
    /// By key, ordinal. What they add stands in <see cref="Features"/>; here it is so that a feature can change beside
    /// them. Those that publish nothing keep their revision.
    /// </summary>
    [Id(9)]
    public ImmutableSortedDictionary<string, ExperimentRules> Experiments { get; init; } =
        ImmutableSortedDictionary.Create<string, ExperimentRules>(StringComparer.Ordinal);

    /// <summary>By key, ordinal: features that experiments drive, as their owners handed them over.</summary>
    [Id(10)]
    public ImmutableSortedDictionary<string, PublishedFeature> Own { get; init; } =
        ImmutableSortedDictionary.Create<string, PublishedFeature>(StringComparer.Ordinal);
}
