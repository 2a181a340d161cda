using System.Globalization;
using Actors.Contracts.Measurement;
using Actors.Experiments;
using Actors.Statistics;

namespace Actors.Implementation.Measurement;

/// <summary>What do an experiment's results say of each alarm that there can be?</summary>
internal static class AlarmEvidences
{
    /// <summary>
    /// Raised below <see cref="SampleRatio.AlertBelow"/>, and cleared from here on only: in between nothing is told, so
    /// that a split at the edge does not raise and clear an alarm all day.
    /// </summary>
    private const double ClearedFrom = 0.01;

    public static IEnumerable<AlarmFinding> Of(ExperimentResults results)
    {
        yield return Split(results);
        if (results.Drift is { } drift) yield return Clients(results, drift);
    }

    private static AlarmFinding Clients(ExperimentResults results, DriftSummary drift)
    {
        var id = new AlarmId(results.Experiment, results.Environment, AlarmKind.Drift);
        if (!drift.IsAlarm) return new(id, AlarmEvidence.Right, "Clients report what the server computes again");
        var worst = drift.Clients[0];
        var client = $"client {worst.Tally.Sdk} {worst.Tally.Version}".TrimEnd();
        return new(id, AlarmEvidence.Wrong, worst.Reason.TrimEnd('.'), client);
    }

    private static AlarmFinding Split(ExperimentResults results)
    {
        var ratio = results.Report.SampleRatio;
        var id = new AlarmId(results.Experiment, results.Environment, AlarmKind.SampleRatio);
        if (ratio.IsAlarm)
        {
            var cause = ratio.Causes is [{ Explains: true } first, ..] ? $"{first.Dimension} {first.Value}" : "";
            return new(id, AlarmEvidence.Wrong, ratio.Headline, cause);
        }

        // While lanes read on from the log, some subjects are missing: no time to say that all is well.
        var isRight = ratio.PValue >= ClearedFrom && !results.IsCatchingUp;
        var p = ratio.PValue.ToString("0.###", CultureInfo.InvariantCulture);
        return isRight
            ? new(id, AlarmEvidence.Right, $"Subjects are split as planned again, p {p}")
            : new(id, AlarmEvidence.Undecided, "");
    }
}
