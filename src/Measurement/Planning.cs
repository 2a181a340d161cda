using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>What does an environment's planner keep?</summary>
/// <param name="Experiments">By key, ordinal; those measured no longer too, so that older news stays old.</param>
[GenerateSerializer, Immutable, Alias("planning")]
public sealed record Planning(
    [property: Id(0)] long Version,
    [property: Id(1)] ImmutableSortedDictionary<string, PlannedExperiment> Experiments,
    [property: Id(2)] PlannedMetrics Metrics)
{
    public static Planning Empty { get; } = new(
        0,
        ImmutableSortedDictionary.Create<string, PlannedExperiment>(StringComparer.Ordinal),
        new(0, ImmutableSortedDictionary.Create<string, MetricDefinition>(StringComparer.Ordinal)));

    /// <summary>The same when it is no news.</summary>
    public Planning With(PlannedExperiment experiment) =>
        experiment.Revision > (Experiments.GetValueOrDefault(experiment.Experiment)?.Revision ?? 0)
            ? Moved(this with { Experiments = Experiments.SetItem(experiment.Experiment, experiment) })
            : this;

    /// <inheritdoc cref="With(PlannedExperiment)"/>
    public Planning With(PlannedMetrics metrics) =>
        metrics.Revision > Metrics.Revision ? Moved(this with { Metrics = metrics }) : this;

    /// <summary>Each phase with its metrics; those that are not defined are left out.</summary>
    public MeasurementPlan Plan() => new(Version, [.. Experiments.Values.SelectMany(Measured)]);

    private Planning Moved(Planning next)
    {
        var before = Plan().Experiments;
        var after = next.Plan().Experiments;
        var isSame = before.Length == after.Length && before.Zip(after).All(pair => pair.First.IsSame(pair.Second));
        return isSame ? next : next with { Version = Version + 1 };
    }

    private IEnumerable<MeasuredExperiment> Measured(PlannedExperiment planned)
    {
        ImmutableArray<MeasuredMetric> metrics =
        [
            .. from metric in planned.Metrics
               let definition = Metrics.Definitions.GetValueOrDefault(metric.Key)
               where definition is not null
               select new MeasuredMetric(metric.Key, metric.Role, definition),
        ];
        return planned.Phases.Select(phase => new MeasuredExperiment
        {
            Experiment = planned.Experiment,
            Phase = phase.Phase,
            Attribute = phase.Attribute,
            Variations = phase.Variations,
            Started = phase.Started,
            Stopped = phase.Stopped,
            Metrics = metrics,
            Dimensions = planned.Dimensions,
        });
    }
}
