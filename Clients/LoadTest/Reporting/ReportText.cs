using System.Globalization;
using static System.FormattableString;

namespace Actors.LoadTest.Reporting;

/// <summary>The words and cells that the terminal and the page share.</summary>
internal static class ReportText
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "operation", "target", "requests", "per second", "failed", "unsent", "stale", "MB",
        "p50", "p90", "p99", "p99.9", "max", "server p99",
    ];

    public static string[] Row(SeriesReport series) =>
    [
        series.Operation,
        series.Target,
        Number(series.Requests),
        series.RequestsPerSecond.ToString("#,0.##", CultureInfo.InvariantCulture),
        Number(series.Failures),
        Number(series.Unsent),
        Number(series.Stale),
        (series.Bytes / 1e6).ToString("#,0.0", CultureInfo.InvariantCulture),
        Milliseconds(series.Latency.P50Ms),
        Milliseconds(series.Latency.P90Ms),
        Milliseconds(series.Latency.P99Ms),
        Milliseconds(series.Latency.P999Ms),
        Milliseconds(series.Latency.MaxMs),
        Milliseconds(series.Service.P99Ms),
    ];

    public static string Verdict(LoadReport report)
    {
        var result = report.Passed ? "Passed" : "Failed";
        var early = report.EndedEarly ? " The run was ended early." : "";
        return Invariant(
            $"{result}: {report.Failures} failed, {report.MaxFailures} allowed, in {report.MeasuredSeconds:0.#} s")
            + Invariant($" after {report.WarmUpSeconds:0.#} s of warm-up.{early}");
    }

    public static IReadOnlyList<(string Name, string Value)> Facts(LoadReport report) =>
    [
        ("started", report.StartedAt.ToString("u", CultureInfo.InvariantCulture)),
        ("actors-load", report.Product.Version),
        ("commit", report.Product.Commit ?? "unknown"),
        ("processor", $"{report.Machine.Cpu}, {report.Machine.Cores} cores"),
        ("memory", Invariant($"{report.Machine.MemoryGigabytes} GB")),
        ("system", report.Machine.OperatingSystem),
        ("runtime", report.Machine.Runtime),
        ("load average at start", report.Machine.LoadAverage?.ToString(CultureInfo.InvariantCulture) ?? "unknown"),
        ("processor time of the driver", Invariant($"{report.Machine.DriverCpuSeconds:0.#} s")),
    ];

    public static string State(GatewayState state)
    {
        var parts = new List<string> { state.Status };
        if (state.EntityTag is { } tag)
            parts.Add(tag);
        if (state.Stale)
            parts.Add("stale");
        parts.AddRange(state.Metadata.Select(member => $"{member.Key} {member.Value}"));
        return string.Join(", ", parts);
    }

    private static string Number(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    private static string Milliseconds(double ms) =>
        ms.ToString(ms < 100 ? "0.00" : "#,0", CultureInfo.InvariantCulture);
}
