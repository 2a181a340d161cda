using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Actors.Resilience.Tests;

/// <summary>Does an environment of 10,000 features work? What it takes is written to the test's output.</summary>
public sealed class TenThousandFeaturesTests(ITestOutputHelper output)
{
    private const int Count = 10_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_features_are_imported_as_one_version_changed_and_evaluated()
    {
        await using var region = await TestRegion.Start(silos: 1, gateways: 1);
        await region.CreateProject("big", ["feature-0"], Cancellation);
        var gateway = region.Gateways[0];
        var before = await gateway.Version("big", Cancellation);

        await Timed("import", () => Import(gateway));
        Assert.Equal(before + 1, await gateway.Version("big", Cancellation));
        await Timed("gateway serves the import", () => Serves(region, $"feature-{Count - 1}", Count - 1));
        await Timed("publish one change and serve it", async () =>
        {
            await gateway.Change("big", "feature-5000", -1, Cancellation);
            await Serves(region, "feature-5000", -1);
        });
        await Timed("evaluate all for one user", async () =>
            Assert.Equal(Count, (await gateway.EvaluateAll(region.ClientKey, Cancellation)).Count));
        foreach (var process in region.Silos.Append(gateway.Process))
        {
            using var running = Process.GetProcessById(process.Id);
            output.WriteLine($"{process.Name}: {running.WorkingSet64 / 1_048_576} MiB resident");
        }
    }

    private static async Task Import(TestGateway gateway)
    {
        var features = Enumerable.Range(0, Count).Select(number => new
        {
            key = $"feature-{number}",
            type = "number",
            defaultValue = number,
            environments = new
            {
                production = new
                {
                    enabled = true,
                    rules = new[] { new { condition = new { country = "CH" }, force = 0 } },
                },
            },
        });
        using var response = await gateway.Admin.PostAsJsonAsync(
            "/v1/projects/big/import", new { features }, Cancellation);
        Assert.True(
            response.IsSuccessStatusCode,
            $"import: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        if (response.Headers.Location is { } batch)
        {
            await Until.True(
                async () => (await gateway.Admin.GetFromJsonAsync<JsonObject>(batch, Cancellation))!["finished"]!
                    .GetValue<bool>(),
                "the import is finished",
                TimeSpan.FromMinutes(5));
        }
    }

    private static Task Serves(TestRegion region, string feature, long value) => Until.True(
        async () => (await region.Gateways[0].Evaluate(region.ClientKey, feature, Cancellation))["value"]!
            .GetValue<long>() == value,
        $"{feature} is {value}");

    private async Task Timed(string what, Func<Task> act)
    {
        var watch = Stopwatch.StartNew();
        await act();
        output.WriteLine($"{what}: {watch.Elapsed.TotalMilliseconds:F0} ms");
    }
}
