using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Actors.Resilience.Tests;

/// <summary>Does a change reach every gateway, and is a gateway that does not follow seen?</summary>
public sealed class PropagationTests(ITestOutputHelper output)
{
    private const string Propagation = "/v1/projects/shop/environments/production/propagation";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_is_served_and_acknowledged_by_three_gateways_and_a_paused_one_is_shown_behind()
    {
        await using var region = await TestRegion.Start(silos: 2, gateways: 3);
        await region.CreateProject("shop", ["alpha"], Cancellation);
        await AllServe(region, 0);

        var took = new List<double>();
        for (var value = 1; value <= 100; value++)
        {
            var watch = Stopwatch.StartNew();
            await region.Gateways[0].Change("shop", "alpha", value, Cancellation);
            await AllServe(region, value);
            took.Add(watch.Elapsed.TotalMilliseconds);
        }

        took.Sort();
        output.WriteLine(
            $"From sending a change until three gateways served it: median {took[49]:F0} ms, p99 {took[98]:F0} ms.");
        await AllAcknowledged(region);

        region.Gateways[2].Process.Pause();
        await region.Gateways[0].Change("shop", "alpha", 1_000, Cancellation);
        await Until.True(
            async () => (await Behind(region)) is [var name] && name == region.Gateways[2].Name,
            "the paused gateway is shown as behind");

        await Until.True(
            async () => (await Task.WhenAll(region.Silos.Select(silo => silo.Metric(
                "actors_region_gateways_behind", "shop/production")))).Contains("1"),
            "a silo's metrics say so");

        // Long enough that its connections have been given up.
        await Outage.Of(TimeSpan.FromSeconds(30), Cancellation);
        Assert.Equal([region.Gateways[2].Name], await Behind(region));
        region.Gateways[2].Process.Resume();
        await AllServe(region, 1_000);
        await AllAcknowledged(region);
    }

    private static Task AllServe(TestRegion region, long value) => Task.WhenAll(region.Gateways.Select(gateway =>
        Until.True(
            async () => (await gateway.Evaluate(region.ClientKey, "alpha", Cancellation))["value"]?
                .GetValue<long>() == value,
            $"{gateway.Name} serves {value}")));

    private static Task AllAcknowledged(TestRegion region) => Until.True(
        async () => await Behind(region) is [], "no gateway is behind");

    private static async Task<string[]> Behind(TestRegion region)
    {
        var view = await region.Gateways[0].Admin.GetFromJsonAsync<JsonObject>(Propagation, Cancellation);
        var gateways = view!["gateways"]!.AsArray();
        Assert.Equal(region.Gateways.Count, gateways.Count);
        return
        [
            .. gateways.Where(gateway => gateway!["behind"]!.GetValue<bool>())
                .Select(gateway => gateway!["name"]!.GetValue<string>()),
        ];
    }
}
