using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Actors.Resilience.Tests;

/// <summary>What do callers see when silos, the database, and at last everything fails?</summary>
public sealed class ClusterFailureTests(ITestOutputHelper output)
{
    private static readonly string[] _features = ["alpha", "beta", "gamma", "delta"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_config_request_fails_and_nothing_acknowledged_is_lost_whatever_dies()
    {
        await using var region = await TestRegion.Start(silos: 2, gateways: 1);
        await region.CreateProject("shop", [.. _features, "last"], Cancellation);
        var gateway = region.Gateways[0];
        SteadyWriter acknowledged;
        await using (var traffic = SteadyTraffic.Start(gateway.Url, region.ClientKey, requestsPerSecond: 500))
        {
            await using (var writer = SteadyWriter.Start(gateway.Admin, "shop", _features))
            {
                await Until.True(() => traffic.Answered > 500, "traffic flows");
                await Fail(region, writer);
                await writer.DisposeAsync();
                await writer.AssertNothingWasLost(Cancellation);
                Assert.Empty(writer.Refused);
                acknowledged = writer;
            }

            output.WriteLine(traffic.ToString());
            Assert.Empty(traffic.Failures);
        }

        await EverythingDiesAndComesBack(region, gateway);

        // Nothing of the region was left in memory: every actor was loaded from what was durable.
        await acknowledged.AssertNothingWasLost(Cancellation);
        await gateway.Admin.GetFromJsonAsync<JsonObject>("/v1/projects/shop", Cancellation);
    }

    private async Task Fail(TestRegion region, SteadyWriter writer)
    {
        foreach (var silo in region.Silos)
        {
            await silo.Kill();
            Say($"after kill -9 of {silo.Name}", await writer.WritesAgain());
            await silo.Start();
        }

        await region.Silos[0].Terminate();
        Say("after SIGTERM of a silo", await writer.WritesAgain());
        await region.Silos[0].Start();

        await region.Database.Stop();
        await Outage.Of(TimeSpan.FromSeconds(20), Cancellation);
        await region.Database.Start();
        Say("after PostgreSQL was away for 20 s", await writer.WritesAgain());
    }

    private static async Task EverythingDiesAndComesBack(TestRegion region, TestGateway gateway)
    {
        var published = await gateway.Version("shop", Cancellation);
        await gateway.Process.Kill();
        await Task.WhenAll(region.Silos.Select(silo => silo.Kill()));
        await region.Database.Stop();

        gateway.Process.Launch();
        var alone = await Until.Some(
            async () => await gateway.Evaluate(region.ClientKey, "alpha", Cancellation), "the gateway answers alone");
        Assert.True(alone["metadata"]!["stale"]!.GetValue<bool>());
        Assert.NotNull(alone["value"]);

        await region.Database.Start();
        await Task.WhenAll(region.Silos.Select(silo => silo.Start()));
        await Until.True(
            async () => (await gateway.Evaluate(region.ClientKey, "alpha", Cancellation))["metadata"]!["stale"] is null,
            "the gateway is up to date again");
        await Until.True(
            async () => await gateway.Version("shop", Cancellation) == published, "the region answers the admin API");
        await gateway.Change("shop", "last", 1_000_000, Cancellation);
        await Until.True(
            async () => (await gateway.Evaluate(region.ClientKey, "last", Cancellation))["value"]!
                .GetValue<long>() == 1_000_000,
            "the change is served");
        Assert.Equal(published + 1, await gateway.Version("shop", Cancellation));
    }

    private void Say(string when, TimeSpan took) =>
        output.WriteLine($"Admin writes worked again {took.TotalSeconds:F1} s {when}.");
}
