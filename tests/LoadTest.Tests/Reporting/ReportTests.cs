using System.Xml.Linq;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Reporting;

namespace Actors.LoadTest.Tests.Reporting;

public sealed class ReportTests
{
    private readonly LoadReport _report = Reports.Full();

    [Fact]
    public void The_page_is_well_formed_whatever_was_said_to_us()
    {
        var page = XDocument.Parse(HtmlReport.Write(_report));
        Assert.Empty(page.Descendants("script"));
        Assert.Contains(page.Descendants("td"), cell => cell.Value.StartsWith("<script>", StringComparison.Ordinal));
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        var page = XDocument.Parse(HtmlReport.Write(_report));
        Assert.DoesNotContain(page.Descendants(), element => element.Name.LocalName is "link" or "img" or "iframe");
        Assert.DoesNotContain(page.Descendants().Attributes(), one => one.Name.LocalName is "src" or "href");
        Assert.DoesNotContain("@import", HtmlReport.Write(_report), StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_draws_a_line_for_every_target_and_for_all()
    {
        var svg = XDocument.Parse(HtmlReport.Write(_report)).Descendants("svg").Single();
        Assert.Equal(["one", "two", "all"], svg.Elements("text").Select(text => text.Value).TakeLast(3));
        Assert.Equal(3, svg.Elements("polyline").Count(line => line.Attribute("points")!.Value.Split(' ').Length > 20));
    }

    [Fact]
    public void The_page_of_a_run_without_a_single_answer_is_well_formed()
    {
        var empty = _report with { Series = SeriesReport.Of([new Series("config", "one")], TimeSpan.Zero) };
        Assert.Contains("No samples.", XDocument.Parse(HtmlReport.Write(empty)).Root!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_survives_its_json()
    {
        var json = ReportJson.Write(_report);
        var read = ReportJson.Read(json);
        Assert.Equal(json, ReportJson.Write(read));
        Assert.Equal(_report.StartedAt, read.StartedAt);
        Assert.Equal(_report.Series[2].Latency.Curve, read.Series[2].Latency.Curve);
        Assert.Equal(Reports.Nasty, read.Settings["url"]);
        Assert.False(read.Passed);
    }

    [Fact]
    public void Several_targets_are_followed_by_their_sum()
    {
        Assert.Equal(["one", "two", SeriesReport.AllTargets], _report.Series.Select(row => row.Target));
        var all = _report.Series[2];
        Assert.Equal((2002, 2, 200_000), (all.Requests, all.Failures, all.Bytes));
        Assert.Equal(66.73, all.RequestsPerSecond);
        Assert.Equal(2000, all.Latency.MaxMs);
    }

    [Fact]
    public void A_curve_rises_and_ends_at_the_maximum()
    {
        var curve = _report.Series[0].Latency.Curve;
        Assert.Equal(curve.OrderBy(point => point.OneIn).ThenBy(point => point.Ms), curve);
        Assert.Equal(new CurvePoint(1001, 2000), curve[^1]);
    }

    [Fact]
    public void More_failures_than_allowed_fail_the_run()
    {
        Assert.False((_report with { Failures = 3, MaxFailures = 2 }).Passed);
        Assert.True((_report with { Failures = 2, MaxFailures = 2 }).Passed);
    }

    [Fact]
    public void The_machine_is_read_from_what_linux_says()
    {
        Assert.Equal("AMD EPYC", MachineFacts.CpuModel(["processor : 0", "model name\t: AMD EPYC", "model name : B"]));
        Assert.Null(MachineFacts.CpuModel([]));
        Assert.Equal(7.41, MachineFacts.OneMinuteLoad(["7.41 3.20 1.05 2/300 999"]));
        Assert.Null(MachineFacts.OneMinuteLoad([]));
        Assert.Equal(new ProductFacts("1.2.3", "abc"), ProductFacts.Parse("1.2.3+abc"));
        Assert.Equal(new ProductFacts("1.2.3", null), ProductFacts.Parse("1.2.3"));
    }
}
