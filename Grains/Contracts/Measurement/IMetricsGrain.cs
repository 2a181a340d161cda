using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Measurement;

namespace Actors.Contracts.Measurement;

/// <summary>All metrics of a project. The key is "metrics:project", for example "metrics:shop".</summary>
[Alias("metrics-grain")]
public interface IMetricsGrain : IGrainWithStringKey
{
    /// <summary>By key, ordinal. Refused with "project-not-found".</summary>
    [Alias("list")]
    Task<Answer<ImmutableArray<DefinedMetric>>> List(CancellationToken cancellation = default);

    /// <summary>Refused with "metric-not-found".</summary>
    [Alias("current"), AlwaysInterleave]
    Task<Answer<DefinedMetric>> Current(string key, CancellationToken cancellation = default);

    /// <summary>
    /// Creates, changes or deletes a metric; answers when that is durable. Every environment's planner is told, and
    /// asks in any case. Refused as <see cref="MetricDecisions.Change"/> says, or with "project-not-found".
    /// </summary>
    /// <param name="wanted">null: it shall be deleted.</param>
    /// <param name="expected">The revision that the author saw; 0: it must not exist; null: whatever it is.</param>
    [Alias("change")]
    Task<Answer<DefinedMetric>> Change(
        string key, Metric? wanted, long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>What planners plan with, when it is newer than <paramref name="knownRevision"/>, else null.</summary>
    [Alias("newer"), AlwaysInterleave]
    Task<PlannedMetrics?> Newer(long knownRevision, CancellationToken cancellation = default);
}
