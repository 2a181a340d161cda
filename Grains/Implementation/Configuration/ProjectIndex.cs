using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>Which features has a project, as far as they have announced themselves?</summary>
/// <remarks>
/// Learned in memory and written a little later, many at once: features that were not written yet are still due, so
/// they are woken and tell again.
/// </remarks>
internal sealed class ProjectIndex(Storage<ProjectIndexState> state)
{
    private ImmutableSortedDictionary<string, FeatureSummary>? _learned;

    /// <summary>By key, tombstones included.</summary>
    public ImmutableSortedDictionary<string, FeatureSummary> Features => _learned ?? state.Durable.Features;

    public int Count => Features.Values.Count(feature => !feature.Deleted);

    public FeaturePage Find(FeatureQuery query)
    {
        var (page, total, next) = FeatureIndex.Find(
            Features, query.Text, query.Tag, query.Owner, query.Type, query.Archived, query.After, query.Limit);
        return new FeaturePage(page, total, next);
    }

    /// <summary>Older news than known is ignored.</summary>
    public void Learn(IEnumerable<FeatureSummary> summaries)
    {
        var known = Features.ToBuilder();
        foreach (var summary in summaries)
        {
            if (summary.Revision > (known.GetValueOrDefault(summary.Key)?.Revision ?? 0))
            {
                known[summary.Key] = summary;
            }
        }

        _learned = known.ToImmutable();
    }

    /// <summary>All that was learned is durable when it returns.</summary>
    public Task Write() => ReferenceEquals(Features, state.Newest.Features)
        ? state.Settled
        : state.Keep(new ProjectIndexState { Features = Features });
}
