using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Contracts.Configuration;

/// <summary>What is a feature now, and how far has it been published?</summary>
/// <param name="Published">
/// By environment: the ruleset version that holds the last change of the feature there; null while it is on its way;
/// 0 when it went with a batch, whose status names the version.
/// </param>
[GenerateSerializer, Immutable, Alias("feature-view")]
public sealed record FeatureView(
    [property: Id(0)] string Key,
    [property: Id(1)] Revision Revision,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] ImmutableSortedDictionary<string, long?> Published);

/// <summary>What is the rest of the batch's owner to do about one changed feature?</summary>
/// <param name="Published">By environment, what its ruleset must be given.</param>
[GenerateSerializer, Immutable, Alias("batched-change")]
public sealed record BatchedChange(
    [property: Id(0)] FeatureSummary Summary,
    [property: Id(1)] ImmutableSortedDictionary<string, PublishedFeature> Published,
    [property: Id(2)] Revision Revision);
