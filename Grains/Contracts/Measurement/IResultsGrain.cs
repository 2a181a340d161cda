using System.Collections.Immutable;
using Actors.Experiments;
using Actors.Statistics;

namespace Actors.Contracts.Measurement;

/// <summary>
/// Adds up what the partitions have counted of an experiment, says what it means, and guards the experiment while it
/// runs. The key is "results:project/experiment", for example "results:shop/checkout-colour".
/// </summary>
[Alias("results-grain")]
public interface IResultsGrain : IGrainWithStringKey
{
    /// <summary>
    /// The results, at most a second old. Refused with "experiment-not-found", "experiment-not-started",
    /// "environment-not-found" where it does not run, or "dimension-not-found" where sums are not kept apart by it.
    /// </summary>
    [Alias("read"), AlwaysInterleave]
    Task<Answer<ExperimentResults>> Read(ResultsQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Watches the guardrails and the split every few seconds, until the experiment has ended; whatever happens to
    /// silos. Repeating it changes nothing. What guardrails show is told to the experiment, which holds its ramp or
    /// includes nobody any more; a broken split raises an alarm, and clears it when it is no more.
    /// </summary>
    [Alias("follow"), AlwaysInterleave]
    Task Follow(CancellationToken cancellation = default);
}

/// <summary>Which results?</summary>
/// <param name="Environment">null: the only one where it runs, else "production", else the first.</param>
/// <param name="Dimension">Also for each value of it; null: of all subjects only.</param>
[GenerateSerializer, Immutable, Alias("results-query")]
public sealed record ResultsQuery(
    [property: Id(0)] string? Environment = null, [property: Id(1)] string? Dimension = null);

/// <summary>What has become of an experiment so far?</summary>
/// <param name="Events">Events of the environment that are in the sums.</param>
/// <param name="IsCatchingUp">Some events are durable, but not yet in the sums.</param>
/// <param name="At">When the sums were read, UTC.</param>
/// <param name="Segments">By value of the dimension that was asked, the largest first.</param>
/// <param name="Drift">Whether clients assign as the server does; null: not known now.</param>
[GenerateSerializer, Immutable, Alias("experiment-results")]
public sealed record ExperimentResults(
    [property: Id(0)] string Experiment,
    [property: Id(1)] string Environment,
    [property: Id(2)] string Phase,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] long Events,
    [property: Id(5)] bool IsCatchingUp,
    [property: Id(6)] ResultsReport Report,
    [property: Id(7)] string? Dimension,
    [property: Id(8)] ImmutableArray<SegmentReport> Segments,
    [property: Id(9)] DriftSummary? Drift = null)
{
    /// <summary>Those of the experiment that are raised in the environment.</summary>
    [Id(10)] public ImmutableArray<Alarm> Alarms { get; init; } = [];
}

/// <summary>The results of the subjects with one value of a dimension; empty: they named none.</summary>
[GenerateSerializer, Immutable, Alias("segment-report")]
public sealed record SegmentReport([property: Id(0)] string Value, [property: Id(1)] ResultsReport Report);
