using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Contracts.Configuration;

/// <summary>What is a project now?</summary>
[GenerateSerializer, Immutable, Alias("project-view")]
public sealed record ProjectView(
    [property: Id(0)] string Key,
    [property: Id(1)] long Revision,
    [property: Id(2)] Project Project,
    [property: Id(3)] int FeatureCount,
    [property: Id(4)] DateTimeOffset CreatedAt,
    [property: Id(5)] DateTimeOffset ChangedAt);

/// <summary>Which features are wanted?</summary>
/// <param name="Text">Found in key, description, owner or a tag, ignoring case; null or empty: all.</param>
/// <param name="Archived">null: both.</param>
/// <param name="After">The last key of the page before; null: the first page.</param>
/// <param name="Limit">1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("feature-query")]
public sealed record FeatureQuery(
    [property: Id(0)] string? Text,
    [property: Id(1)] string? Tag,
    [property: Id(2)] string? Owner,
    [property: Id(3)] FeatureType? Type,
    [property: Id(4)] bool? Archived,
    [property: Id(5)] string? After,
    [property: Id(6)] int Limit);

/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Give this as <see cref="FeatureQuery.After"/>; null: this was the last page.</param>
[GenerateSerializer, Immutable, Alias("feature-page")]
public sealed record FeaturePage(
    [property: Id(0)] ImmutableArray<FeatureSummary> Features,
    [property: Id(1)] int Total,
    [property: Id(2)] string? Next);

/// <summary>One change of a batch.</summary>
/// <param name="Path">Where it stands in the request, as a JSON pointer; problems name it.</param>
[GenerateSerializer, Immutable, Alias("batch-entry")]
public sealed record BatchEntry(
    [property: Id(0)] string Path, [property: Id(1)] string Feature, [property: Id(2)] FeatureChange Change);

/// <summary>How far is a batch?</summary>
/// <param name="Done">Features changed so far.</param>
/// <param name="Versions">By environment: the ruleset version that holds the batch, once it is published.</param>
/// <param name="Problems">Entries that somebody else's change made impossible after the batch was accepted.</param>
[GenerateSerializer, Immutable, Alias("batch-status")]
public sealed record BatchStatus(
    [property: Id(0)] string OperationId,
    [property: Id(1)] int Total,
    [property: Id(2)] int Done,
    [property: Id(3)] bool Finished,
    [property: Id(4)] ImmutableSortedDictionary<string, long> Versions,
    [property: Id(5)] ImmutableArray<Problem> Problems);
