using System.Globalization;
using Actors.Experiments;
using Actors.Measurement;

namespace Actors.Implementation.Experiments;

/// <summary>What is to be measured of an experiment?</summary>
internal static class ExperimentMeasurement
{
    /// <summary>null: it has never been started.</summary>
    public static PlannedExperiment? Of(string key, ExperimentHistory history)
    {
        if (history.State is not { Run: { } run, Experiment: var experiment })
        {
            return null;
        }

        var metrics = experiment.Metrics;
        return new PlannedExperiment
        {
            Experiment = key,
            Revision = history.Revision,
            Phases =
            [
                .. run.Past.Select(past => Phase(experiment, past.Phase, past.StartedAt, past.StoppedAt)),
                Phase(experiment, run.Phase, run.PhaseStartedAt, run.StoppedAt),
            ],
            Metrics =
            [
                .. metrics.Primary.Select(metric => new PlannedMetric(metric, MetricRole.Primary)),
                .. metrics.Secondary.Select(metric => new PlannedMetric(metric, MetricRole.Secondary)),
                .. metrics.Guardrail.Select(metric => new PlannedMetric(metric, MetricRole.Guardrail)),
            ],
        };
    }

    private static PlannedPhase Phase(
        Experiment experiment, int phase, DateTimeOffset started, DateTimeOffset? stopped) => new()
        {
            Phase = phase.ToString(CultureInfo.InvariantCulture),
            Attribute = experiment.HashAttribute,
            Variations = [.. experiment.Variations.Select(variation => variation.Key)],
            Started = started,
            Stopped = stopped,
        };
}
