using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Which features of a project are wanted, one page of them?</summary>
public static class FeatureIndex
{
    public static (ImmutableArray<FeatureSummary> Page, int Total, string? Next) Find(
        ImmutableSortedDictionary<string, FeatureSummary> all,
        string? text,
        string? tag,
        string? owner,
        FeatureType? type,
        bool? archived,
        string? after,
        int limit) => throw new NotImplementedException();
}
