using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Measurement;

/// <summary>What becomes of a project's metrics when a change is asked for?</summary>
/// <remarks>The same metrics are the answer when nothing changes, or the operation was the metric's last.</remarks>
public static class MetricDecisions
{
    /// <summary>Of a project: every environment's plan carries them.</summary>
    public const int MaxMetrics = 500;

    private const int MaxName = 200;
    private const int MaxDescription = 2_000;

    /// <param name="wanted">null: it shall be deleted.</param>
    /// <param name="expected">The revision that the author saw; 0: it must not exist; null: whatever it is.</param>
    /// <returns>
    /// Refused with "metric-not-found", "metric-exists", "revision-stale", "metrics-full" or "metric-invalid".
    /// </returns>
    public static Decision<ProjectMetrics> Change(
        ProjectMetrics state,
        string key,
        Metric? wanted,
        long? expected,
        string author,
        string operationId,
        DateTimeOffset now)
    {
        var known = state.Metrics.GetValueOrDefault(key);
        if (operationId.Length > 0 && known?.OperationId == operationId) return state;
        if (Unexpected(known, wanted, expected) is { } unexpected) return unexpected;
        if (wanted is not null && Invalid(state, known, wanted) is { } invalid) return invalid;
        if (wanted is not null && wanted == known?.Metric) return state;
        return new ProjectMetrics(state.Revision + 1, state.Metrics.SetItem(key, new()
        {
            Key = key,
            Revision = state.Revision + 1,
            Metric = wanted,
            CreatedAt = known?.Metric is null ? now : known.CreatedAt,
            ChangedAt = now,
            ChangedBy = author,
            OperationId = operationId,
        }));
    }

    private static Refusal? Unexpected(DefinedMetric? known, Metric? wanted, long? expected)
    {
        if (known?.Metric is null)
        {
            return wanted is null ? new("metric-not-found", "There is no such metric.")
                : expected > 0 ? new("revision-stale", "The metric does not exist.")
                : null;
        }

        return expected == 0 ? new("metric-exists", $"The metric exists already, at revision {known.Revision}.")
            : expected is null || expected == known.Revision ? null
            : new("revision-stale", $"The metric is at revision {known.Revision}, not {expected}: look again.");
    }

    private static Refusal? Invalid(ProjectMetrics state, DefinedMetric? known, Metric wanted)
    {
        if (known?.Metric is null && state.Listed.Count() >= MaxMetrics)
            return new("metrics-full", $"A project has at most {MaxMetrics} metrics.");
        ImmutableArray<Problem> problems =
        [
            .. Text(wanted.Name, 1, MaxName, "/name"),
            .. Text(wanted.Description, 0, MaxDescription, "/description"),
            .. Text(wanted.Owner, 0, MaxName, "/owner"),
            .. MetricForm.Problems(wanted.Definition),
        ];
        return problems.IsEmpty
            ? null
            : new("metric-invalid", "The metric has problems; each is listed.") { Problems = problems };
    }

    private static IEnumerable<Problem> Text(string text, int least, int most, string path)
    {
        if (text.Length < least || text.Length > most || text.Contains('\0'))
            yield return new(path, "text-invalid", $"This is a text of {least} to {most} characters.");
    }
}
