using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Reporting;

/// <summary>One row of a report: an operation against a target.</summary>
/// <param name="Latency">From the moment that a request was due; failed requests count too.</param>
/// <param name="Service">From the moment that it was sent.</param>
internal sealed record SeriesReport(
    string Operation,
    string Target,
    long Requests,
    double RequestsPerSecond,
    long Failures,
    long Unsent,
    long Stale,
    double OldestConfigSeconds,
    long Bytes,
    IReadOnlyDictionary<string, long> Statuses,
    IReadOnlyDictionary<string, long> Errors,
    LatencyReport Latency,
    LatencyReport Service)
{
    public const string AllTargets = "all";

    /// <summary>The rows of all series, several targets of an operation followed by their sum.</summary>
    public static IReadOnlyList<SeriesReport> Of(IEnumerable<Series> series, TimeSpan measured) =>
        [.. series.GroupBy(one => one.Operation).SelectMany(operation => Rows([.. operation], measured))];

    private static IEnumerable<SeriesReport> Rows(IReadOnlyList<Series> targets, TimeSpan measured)
    {
        var all = new Figures();
        foreach (var series in targets)
        {
            var figures = series.Read();
            all.Add(figures);
            yield return Of(series.Operation, series.Target, figures, measured);
        }

        if (targets.Count > 1)
            yield return Of(targets[0].Operation, AllTargets, all, measured);
    }

    private static SeriesReport Of(string operation, string target, Figures figures, TimeSpan measured) => new(
        operation,
        target,
        figures.Requests,
        measured > TimeSpan.Zero ? Math.Round(figures.Requests / measured.TotalSeconds, 2) : 0,
        figures.Failures,
        figures.Unsent,
        figures.Stale,
        figures.OldestConfigSeconds,
        figures.Bytes,
        figures.Statuses,
        figures.Errors,
        LatencyReport.Of(figures.Latency),
        LatencyReport.Of(figures.Service));
}
