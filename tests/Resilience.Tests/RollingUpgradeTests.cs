namespace Actors.Resilience.Tests;

/// <summary>Can a region be upgraded silo by silo? One silo of the commit before, one of this, under traffic.</summary>
public sealed class RollingUpgradeTests(ITestOutputHelper output)
{
    private static readonly string[] _features = [.. Enumerable.Range(0, 20).Select(number => $"feature-{number}")];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_old_silo_and_a_new_one_serve_side_by_side_and_the_old_one_leaves_without_a_failed_call()
    {
        var previous = await PreviousBuild.Silo(Cancellation);
        Assert.SkipWhen(previous is null, "This clone has no earlier commit to upgrade from.");

        await using var region = await TestRegion.Start(silos: 0, gateways: 0);
        var old = await region.AddSilo("old", previous);
        await region.AddGateway("gateway");
        var gateway = region.Gateways[0];
        await region.CreateProject("shop", _features, Cancellation);
        await using var traffic = SteadyTraffic.Start(gateway.Url, region.ClientKey, requestsPerSecond: 100);
        await using var writer = SteadyWriter.Start(gateway.Admin, "shop", _features);
        await writer.WritesAgain();

        // Twenty features and a project spread over both, so calls cross between the builds in both directions.
        await region.AddSilo("new");
        await writer.Succeeds(times: 2 * _features.Length);
        await old.Terminate();
        await writer.Succeeds(times: 2 * _features.Length);

        await writer.DisposeAsync();
        await writer.AssertNothingWasLost(Cancellation);
        Assert.Empty(writer.Refused);
        output.WriteLine($"Upgraded from {previous}: {traffic}");
        Assert.Empty(traffic.Failures);
    }
}
