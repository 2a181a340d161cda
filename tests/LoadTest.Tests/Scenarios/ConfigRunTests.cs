using Actors.Harness;
using Actors.LoadTest.Reporting;
using Actors.LoadTest.Tests.Commands;
using Actors.LoadTest.Tests.Http;
using Microsoft.AspNetCore.Http;

namespace Actors.LoadTest.Tests.Scenarios;

public sealed class ConfigRunTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly string _json = Path.GetTempFileName();
    private readonly string _html = Path.GetTempFileName();

    public void Dispose()
    {
        _shell.Dispose();
        File.Delete(_json);
        File.Delete(_html);
    }

    [Fact]
    public async Task Distinct_users_ask_several_gateways_and_both_reports_are_written()
    {
        await using var one = await SmallGateway.Start();
        await using var two = await SmallGateway.Start();

        Assert.Equal(0, await Run("--url", one.Url, "--url", two.Url, "--rate", "100", "--sdk-key", "secret-key"));

        var report = await Report();
        Assert.Equal(["config bulk", "config bulk", "config bulk"], report.Series.Select(row => row.Operation));
        Assert.Equal((100, 50, 50), (report.Series[2].Requests, report.Series[0].Requests, report.Series[1].Requests));
        Assert.Equal(100, report.Series[2].Statuses["200"]);
        Assert.Equal("Bearer secret-key", one.Authorization);
        Assert.Equal(100, Users(one).Concat(Users(two)).Distinct().Count());
        Assert.Equal(["4", "4"], report.Gateways.Select(gateway => gateway.After.Metadata["version"]));
        Assert.DoesNotContain("secret-key", await Text(_json), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", await Text(_html), StringComparison.Ordinal);
        Assert.Contains("Passed", _shell.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stalled_server_shows_in_the_percentiles_of_an_open_loop()
    {
        // The probe before the run is bulk request 0. On one connection, what is due while number 10 stalls must wait.
        await using var gateway = await SmallGateway.Start(onBulk: async number =>
        {
            if (number == 11)
                await Outage.Of(TimeSpan.FromMilliseconds(400));
            return null;
        });

        Assert.Equal(0, await Run("--url", gateway.Url, "--rate", "100", "--connections", "1"));

        var row = (await Report()).Series.Single();
        Assert.Equal(100, row.Requests);
        Assert.True(row.Latency.MaxMs >= 390, $"max {row.Latency.MaxMs} ms");
        Assert.True(row.Latency.P75Ms >= 100, $"p75 {row.Latency.P75Ms} ms"); // 30 were due in the first 300 ms of it
    }

    [Fact]
    public async Task Failures_are_counted_by_status_and_fail_the_run()
    {
        await using var gateway = await SmallGateway.Start(
            onBulk: number => Task.FromResult(number % 2 == 0 ? Results.StatusCode(503) : null));

        Assert.Equal(1, await Run("--url", gateway.Url, "--rate", "100"));
        var report = await Report();
        Assert.Equal(50, report.Failures);
        Assert.Equal(50, report.Series.Single().Statuses["503"]);
        Assert.Equal(0, await Run("--url", gateway.Url, "--rate", "100", "--max-failures", "50"));
    }

    [Fact]
    public async Task An_answer_that_is_no_json_has_failed()
    {
        string[] bodies = ["<html>", "{\"metadata\":{\"stale\":tru}}"];
        await using var gateway = await SmallGateway.Start(
            onBulk: number => Task.FromResult<IResult?>(Results.Text(bodies[number % 2], "application/json")));

        Assert.Equal(1, await Run("--url", gateway.Url, "--rate", "50"));
        Assert.Equal(50, (await Report()).Failures);
    }

    [Fact]
    public async Task Stale_answers_are_counted_and_are_no_failures()
    {
        await using var gateway = await SmallGateway.Start(onBulk: number => Task.FromResult<IResult?>(
            number % 2 == 0 ? Results.Text("""{"flags":[],"metadata":{"stale":true}}""") : null));

        Assert.Equal(0, await Run("--url", gateway.Url, "--rate", "100"));
        Assert.Equal(50, (await Report()).Series.Single().Stale);
    }

    [Fact]
    public async Task A_gateway_that_is_not_there_fails_every_request_and_is_reported()
    {
        string url;
        await using (var gateway = await SmallGateway.Start())
            url = gateway.Url;

        Assert.Equal(1, await Run("--url", url, "--rate", "50"));
        var row = (await Report()).Series.Single();
        Assert.Equal((50, 50), (row.Failures, row.Statuses["unreachable"]));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_fails_the_run_in_a_sentence()
    {
        await using var gateway = await SmallGateway.Start();
        Assert.Equal(1, await _shell.Run(
            "config", "--url", gateway.Url, "--rate", "10", "--duration", "100ms", "--warm-up", "0s",
            "--json", Path.Combine(_json, "below-a-file.json")));
        Assert.StartsWith("A report could not be written", _shell.Errors, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Users(SmallGateway gateway) => gateway.Contexts
        .Select(context => context.GetProperty("targetingKey").GetString()!)
        .Where(key => key != "actors-load");

    private static Task<string> Text(string file) =>
        File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);

    private Task<int> Run(params string[] arguments) => _shell.Run(
        ["config", "--duration", "1s", "--warm-up", "0s", "--json", _json, "--html", _html, .. arguments]);

    private async Task<LoadReport> Report() => ReportJson.Read(await Text(_json));
}
