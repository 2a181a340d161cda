using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Which features of a project are wanted, one page of them?</summary>
public static class FeatureIndex
{
    public const int MaxLimit = 1_000;

    /// <summary>Features that meet every condition that is not null or empty; never a tombstone.</summary>
    /// <param name="all">By key, ordinal.</param>
    /// <param name="text">Found in key, description, owner or a tag, ignoring case.</param>
    /// <param name="after">The last key of the page before; null: the first page.</param>
    /// <param name="limit">1 to 1,000; what is beyond counts as the nearest.</param>
    /// <returns>The page by key; how many match over all pages; the next <paramref name="after"/> or null.</returns>
    public static (ImmutableArray<FeatureSummary> Page, int Total, string? Next) Find(
        ImmutableSortedDictionary<string, FeatureSummary> all,
        string? text,
        string? tag,
        string? owner,
        FeatureType? type,
        bool? archived,
        string? after,
        int limit)
    {
        var page = ImmutableArray.CreateBuilder<FeatureSummary>();
        var (total, more) = (0, false);
        foreach (var feature in all.Values)
        {
            if (feature.Deleted || !Matches(feature, text, tag, owner, type, archived))
            {
                continue;
            }

            total++;
            if (after is not null && string.CompareOrdinal(feature.Key, after) <= 0)
            {
                continue;
            }

            more = page.Count == Math.Clamp(limit, 1, MaxLimit);
            if (!more)
            {
                page.Add(feature);
            }
        }

        return (page.ToImmutable(), total, more ? page[^1].Key : null);
    }

    private static bool Matches(
        FeatureSummary feature, string? text, string? tag, string? owner, FeatureType? type, bool? archived) =>
        (type is null || feature.Type == type)
        && (archived is null || feature.Archived == archived)
        && (string.IsNullOrEmpty(owner) || feature.Owner == owner)
        && (string.IsNullOrEmpty(tag) || feature.Tags.Contains(tag, StringComparer.Ordinal))
        && (string.IsNullOrEmpty(text) || Holds(feature, text));

    private static bool Holds(FeatureSummary feature, string text) =>
        feature.Key.Contains(text, StringComparison.OrdinalIgnoreCase)
        || feature.Description.Contains(text, StringComparison.OrdinalIgnoreCase)
        || feature.Owner.Contains(text, StringComparison.OrdinalIgnoreCase)
        || feature.Tags.Any(tag => tag.Contains(text, StringComparison.OrdinalIgnoreCase));
}
