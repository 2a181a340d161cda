using Actors.LoadTest.Reporting;
using Actors.LoadTest.Tests.Commands;
using Actors.LoadTest.Tests.Http;

namespace Actors.LoadTest.Tests.Scenarios;

public sealed class ChangeRunTests : IDisposable
{
    private readonly Shell _shell = new();
    private readonly FeatureStore _store = new();
    private readonly string _json = Path.GetTempFileName();

    public void Dispose()
    {
        _shell.Dispose();
        File.Delete(_json);
    }

    [Fact]
    public async Task Every_change_is_seen_at_every_gateway_and_nothing_is_left_behind()
    {
        await using var prompt = await SmallGateway.Start(_store);
        await using var slow = await SmallGateway.Start(_store, looksBehind: 3);

        Assert.Equal(0, await Run("--url", prompt.Url, "--url", slow.Url));

        var report = await Report();
        var changes = Row(report, "publish a change").Requests;
        Assert.Equal(10, changes);
        Assert.Equal(10, _store.Writes);
        Assert.Equal(10, Row(report, "change served everywhere").Requests);
        var served = report.Series.Where(row => row.Operation == "change served");
        Assert.Equal([10, 10, 20], served.Select(row => row.Requests));
        Assert.Equal(3, report.Propagation!["version"]!.GetValue<int>());
        Assert.Empty(_store.Keys);
    }

    [Fact]
    public async Task A_gateway_that_serves_an_older_change_again_has_failed()
    {
        await using var gateway = await SmallGateway.Start(_store, goesBack: true);

        Assert.Equal(1, await Run("--url", gateway.Url));

        var report = await Report();
        Assert.Equal(1, Row(report, "read the changed flag").Statuses["wrong value"]);
        Assert.Empty(_store.Keys);
    }

    [Fact]
    public async Task A_gateway_that_never_follows_fails_each_change_and_the_feature_is_removed()
    {
        await using var prompt = await SmallGateway.Start(_store);
        await using var stuck = await SmallGateway.Start(_store, looksBehind: int.MaxValue);

        // It serves one change late; at the end, the last is missing.
        Assert.Equal(1, await Run("--url", prompt.Url, "--url", stuck.Url, "--patience", "200ms"));

        var report = await Report();
        Assert.Equal(1, Row(report, "change served everywhere").Statuses["not served"]);
        Assert.Empty(_store.Keys);
    }

    [Fact]
    public async Task A_refused_feature_ends_the_run_before_it_begins()
    {
        await using var gateway = await SmallGateway.Start(_store);
        var exit = await Run("--url", gateway.Url, "--project", "other");
        Assert.Equal(3, exit);
        Assert.StartsWith("The feature to change could not be made", _shell.Errors, StringComparison.Ordinal);
    }

    private async Task<LoadReport> Report() =>
        ReportJson.Read(await File.ReadAllTextAsync(_json, TestContext.Current.CancellationToken));

    private static SeriesReport Row(LoadReport report, string operation) =>
        report.Series.First(row => row.Operation == operation);

    private Task<int> Run(params string[] arguments) => _shell.Run(
    [
        "change", "--every", "100ms", "--poll", "1ms", "--duration", "1s", "--warm-up", "0s", "--json", _json,
        .. arguments,
    ]);
}
