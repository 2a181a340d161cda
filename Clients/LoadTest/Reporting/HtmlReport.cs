using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Actors.LoadTest.Reporting;

/// <summary>The report as one page that needs nothing from elsewhere: no script, style sheet or font.</summary>
internal static class HtmlReport
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    public static string Write(LoadReport report)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\" /><title>")
            .Append(Text($"actors-load {report.Scenario}")).Append("</title><style>")
            .Append(HtmlStyle.Css).Append("</style></head><body>");
        Heading(html, report);
        Figures(html, report);
        Plots(html, report);
        Trouble(html, report);
        Gateways(html, report);
        Facts(html, report);
        return html.Append("</body></html>\n").ToString();
    }

    private static void Heading(StringBuilder html, LoadReport report)
    {
        html.Append("<h1>").Append(Text($"actors-load {report.Scenario}")).Append("</h1><p>");
        html.Append(Text(ReportText.Verdict(report))).Append("</p>");
        foreach (var remark in report.Remarks)
            html.Append("<p class=\"bad\">").Append(Text(remark)).Append("</p>");
    }

    private static void Figures(StringBuilder html, LoadReport report)
    {
        html.Append("<h2>Figures</h2>");
        Table(html, ReportText.Columns, report.Series.Select(ReportText.Row));
        html.Append("<p>Latencies in milliseconds, from the moment that a request was due, failed requests included; ")
            .Append("“server” is the 99th percentile from the moment that it was sent.</p>");
    }

    private static void Plots(StringBuilder html, LoadReport report)
    {
        foreach (var operation in report.Series.GroupBy(series => series.Operation))
        {
            html.Append("<h2>").Append(Text(operation.Key)).Append(": latency by percentile</h2>");
            html.Append(PercentilePlot.Svg([.. operation.Select(series => (series.Target, series.Latency.Curve))]));
        }
    }

    private static void Trouble(StringBuilder html, LoadReport report)
    {
        var statuses = report.Series.Where(series => series.Target != SeriesReport.AllTargets)
            .SelectMany(series => series.Statuses.Select(status => Cells(series, status.Key, status.Value)));
        html.Append("<h2>Answers</h2>");
        Table(html, ["operation", "target", "status", "count"], statuses);

        var errors = report.Series.Where(series => series.Target != SeriesReport.AllTargets)
            .SelectMany(series => series.Errors.Select(error => Cells(series, error.Key, error.Value))).ToList();
        if (errors.Count == 0)
            return;

        html.Append("<h2>Errors</h2>");
        Table(html, ["operation", "target", "error", "count"], errors);
    }

    private static void Gateways(StringBuilder html, LoadReport report)
    {
        if (report.Gateways.Count > 0)
        {
            html.Append("<h2>Gateways</h2>");
            Table(html, ["gateway", "before", "after"], report.Gateways.Select(gateway =>
                new[] { gateway.Url, ReportText.State(gateway.Before), ReportText.State(gateway.After) }));
        }

        if (report.Propagation is { } propagation)
        {
            html.Append("<h2>Propagation, as the admin API showed it</h2><pre>")
                .Append(Text(propagation.ToJsonString(_indented))).Append("</pre>");
        }
    }

    private static void Facts(StringBuilder html, LoadReport report)
    {
        html.Append("<h2>Machine and build</h2>");
        Table(html, ["fact", "value"], ReportText.Facts(report).Select(fact => new[] { fact.Name, fact.Value }));
        html.Append("<h2>Settings</h2>");
        Table(html, ["option", "value"], report.Settings.Select(setting => new[] { setting.Key, setting.Value }));
    }

    private static string[] Cells(SeriesReport series, string what, long count) =>
        [series.Operation, series.Target, what, count.ToString(CultureInfo.InvariantCulture)];

    private static void Table(StringBuilder html, IEnumerable<string> columns, IEnumerable<string[]> rows)
    {
        html.Append("<table><thead><tr>");
        foreach (var column in columns)
            html.Append("<th>").Append(Text(column)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            html.Append("<tr>");
            foreach (var cell in row)
                html.Append("<td>").Append(Text(cell)).Append("</td>");
            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    /// <summary>Encodes for a text node; characters that no XML or HTML may hold become a question mark.</summary>
    private static string Text(string value) =>
        WebUtility.HtmlEncode(string.Concat(value.EnumerateRunes().Select(Printable)));

    private static string Printable(Rune rune) =>
        rune.Value is '\uFFFE' or '\uFFFF' || (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r'))
            ? "?"
            : rune.ToString();
}
