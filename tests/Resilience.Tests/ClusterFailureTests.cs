using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Actors.Resilience.Tests;

/// <summary>What do callers see when silos, the database, and at last everything fails? Real processes, real signals.</summary>
public sealed class ClusterFailureTests(ITestOutputHelper output)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);
    private static readonly string[] _features = ["alpha", "beta", "gamma", "delta"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_config_request_fails_and_nothing_acknowledged_is_lost_whatever_dies()
    {
        await using var region = await TestRegion.Start(silos: 2, gateways: 1, Cancellation);
        await region.CreateProject("shop", _features, Cancellation);
        var gateway = region.Gateways[0];
        string report;
        await using (var writer = SteadyWriter.Start(gateway.Admin, "shop", _features))
        await using (var traffic = SteadyTraffic.Start(gateway.Url, region.ClientKey, requestsPerSecond: 500))
        {
            await Eventually.True(() => traffic.Answered > 500, _patience, "traffic flows", Cancellation);

            await KillAndReplace(region, writer, 0);
            await KillAndReplace(region, writer, 1);

            await region.Silos[0].Terminate();
            Say("after SIGTERM of a silo", await writer.WritesAgain(_patience, Cancellation));
            await region.Silos[0].StartAgain(Cancellation);

            await region.Database.StopFor(TimeSpan.FromSeconds(20), Cancellation);
            Say("after PostgreSQL was away for 20 s", await writer.WritesAgain(_patience, Cancellation));

            report = traffic.ToString();
            Assert.Empty(traffic.Failures);
            Assert.Empty(writer.Refused);
            await writer.DisposeAsync();
            await writer.AssertNothingWasLost(Cancellation);
        }

        output.WriteLine(report);
        await AssertEveryActorLoads(gateway);
        await EverythingDiesAndComesBack(region, gateway);
    }

    private async Task KillAndReplace(TestRegion region, SteadyWriter writer, int silo)
    {
        region.Silos[silo].Kill();
        Say($"after kill -9 of silo {silo}", await writer.WritesAgain(_patience, Cancellation));
        await region.Silos[silo].StartAgain(Cancellation);
    }

    private static async Task AssertEveryActorLoads(TestGateway gateway)
    {
        foreach (var path in _features.Select(key => $"features/{key}").Append("environments/production/propagation"))
        {
            await gateway.Admin.GetFromJsonAsync<JsonObject>($"/v1/projects/shop/{path}", Cancellation);
        }
    }

    private static async Task EverythingDiesAndComesBack(TestRegion region, TestGateway gateway)
    {
        var served = await gateway.Version(region, Cancellation);
        gateway.Kill();
        region.Silos[0].Kill();
        region.Silos[1].Kill();
        await region.Database.Stop(Cancellation);

        await gateway.StartAlone(Cancellation);
        var alone = await gateway.Evaluate("alpha", Cancellation);
        Assert.True(alone["metadata"]!["stale"]!.GetValue<bool>());
        Assert.NotNull(alone["value"]);

        await region.Database.Start(Cancellation);
        await Task.WhenAll(region.Silos.Select(silo => silo.StartAgain(Cancellation)));
        await Eventually.True(
            async () => (await gateway.Evaluate("alpha", Cancellation))["metadata"]!["stale"] is null,
            _patience,
            "the gateway is up to date again",
            Cancellation);
        await gateway.Change("shop", "alpha", 1_000_000, Cancellation);
        await Eventually.True(
            async () => (await gateway.Evaluate("alpha", Cancellation))["value"]!.GetValue<long>() == 1_000_000,
            _patience,
            "the change is served",
            Cancellation);
        Assert.Equal(served + 1, await gateway.Version(region, Cancellation));
    }

    private void Say(string when, TimeSpan took) =>
        output.WriteLine($"Admin writes worked again {took.TotalSeconds:F1} s {when}.");
}
