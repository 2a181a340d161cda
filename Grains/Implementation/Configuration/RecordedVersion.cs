using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>What of an environment's document did one version change?</summary>
/// <param name="AfterVersion">The version before; 0: this is the whole, whatever was before.</param>
/// <param name="Features">As they are since; tombstones (Json null) are gone.</param>
/// <param name="SavedGroups">As they are since; tombstones (Values null) are gone.</param>
/// <param name="Bandits">As they are since.</param>
/// <param name="GoneBandits">Their ids.</param>
[GenerateSerializer, Immutable, Alias("recorded-version")]
public sealed record RecordedVersion(
    [property: Id(0)] long Version,
    [property: Id(1)] long AfterVersion,
    [property: Id(2)] DateTimeOffset PublishedAt,
    [property: Id(3)] string ContentHash,
    [property: Id(4)] ImmutableArray<PublishedFeature> Features,
    [property: Id(5)] ImmutableArray<PublishedGroup> SavedGroups,
    [property: Id(6)] ImmutableArray<PublishedBandit> Bandits,
    [property: Id(7)] ImmutableArray<string> GoneBandits)
{
    public static RecordedVersion Whole(RulesetDocument document) =>
        Between(RulesetDocument.Empty, document) with { AfterVersion = 0 };

    public static RecordedVersion Between(RulesetDocument before, RulesetDocument next) => new(
        next.Version,
        before.Version,
        next.PublishedAt,
        next.ContentHash,
        Changed(before.Features, next.Features),
        Changed(before.SavedGroups, next.SavedGroups),
        Changed(before.ContextualBandits, next.ContextualBandits),
        [.. before.ContextualBandits.Keys.Where(id => !next.ContextualBandits.ContainsKey(id))]);

    private static ImmutableArray<T> Changed<T>(
        ImmutableSortedDictionary<string, T> before, ImmutableSortedDictionary<string, T> next)
        where T : class =>
        ReferenceEquals(before, next)
            ? []
            : [.. next.Where(one => !ReferenceEquals(before.GetValueOrDefault(one.Key), one.Value))
                .Select(one => one.Value)];
}
