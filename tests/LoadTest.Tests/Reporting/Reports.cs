using System.Text.Json.Nodes;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Reporting;

namespace Actors.LoadTest.Tests.Reporting;

/// <summary>A report with everything in it that a page could stumble over.</summary>
internal static class Reports
{
    public const string Nasty = "<script>alert(\"&'</script>\u0001\uFFFE ]]> 😀";

    public static LoadReport Full()
    {
        var state = new GatewayState("200", "\"7\"", true, new Dictionary<string, string> { ["version"] = Nasty });
        return new LoadReport(
            "config",
            new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero),
            WarmUpSeconds: 5,
            MeasuredSeconds: 30,
            EndedEarly: true,
            Failures: 1,
            MaxFailures: 0,
            new ProductFacts("0.1.0", "abc"),
            new MachineFacts("A processor", 2, 23.5, "An OS", ".NET 10", 0.5, 1.25),
            new Dictionary<string, string> { ["seed"] = "1", ["url"] = Nasty },
            [new GatewayFacts("http://127.0.0.1:8080/", state, state)],
            SeriesReport.Of([Series("one"), Series("two")], TimeSpan.FromSeconds(30)),
            [Nasty],
            new JsonObject { ["gateways"] = new JsonArray(Nasty) });
    }

    private static Series Series(string target)
    {
        var series = new Series("config bulk", target);
        for (var number = 1; number <= 1000; number++)
        {
            var took = TimeSpan.FromMilliseconds(number);
            series.Record(new Outcome("200", Failed: false, Bytes: 100), took, took);
        }

        series.Record(Outcome.Failure("broken", Nasty), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
        return series;
    }
}
