using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Implementation.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Grains.Tests.Configuration;

public sealed class PropagationTests
{
    private static readonly EnvironmentId _production = new("shop", "production");

    [Fact]
    public async Task A_silent_gateway_is_behind_stays_known_and_is_let_go_when_it_leaves()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        await using var region = await Region.Start(clock: clock);
        var ruleset = region.Grains.GetRuleset(_production);
        await ruleset.Publish([new PublishedFeature("banner", 1, true, """{"defaultValue":1}""")]);
        clock.Advance(TimeSpan.FromMilliseconds(1)); // No two versions are of one time.
        foreach (var gateway in new[] { "a", "b", "c" })
        {
            await ruleset.Report(Report(gateway, 1));
        }

        Assert.All((await ruleset.Propagation()).Gateways, gateway => Assert.False(gateway.Behind));
        await ruleset.Publish([new PublishedFeature("banner", 2, true, """{"defaultValue":2}""")]);
        clock.Advance(TimeSpan.FromSeconds(10));
        await ruleset.Report(Report("a", 2));
        await ruleset.Report(Report("b", 2));

        var propagation = await ruleset.Propagation();
        Assert.Equal(2, propagation.Version);
        Assert.Equal([("a", 2, false), ("b", 2, false), ("c", 1L, true)], propagation.Gateways.Select(View));
        Assert.Equal([10_000, 10_000, 10_000], propagation.Gateways.Select(gateway => gateway.LagMilliseconds));

        await TheSiloTellsWhoIsBehind(region, clock, ruleset);
        await region.Cluster.DeactivateAsync(ruleset);
        Assert.Equal(["a", "b", "c"], (await ruleset.Propagation()).Gateways.Select(gateway => gateway.Gateway));
        clock.Advance(TimeSpan.FromSeconds(10));
        await ruleset.Report(Report("a", 2));
        await ruleset.Report(Report("b", 2));
        Assert.True((await ruleset.Propagation()).Gateways[2].Behind);

        await ruleset.Report(Report("c", 1) with { Leaving = true });
        Assert.Equal(["a", "b"], (await ruleset.Propagation()).Gateways.Select(gateway => gateway.Gateway));
        await region.Cluster.DeactivateAsync(ruleset);
        Assert.Equal(["a", "b"], (await ruleset.Propagation()).Gateways.Select(gateway => gateway.Gateway));
    }

    private static async Task TheSiloTellsWhoIsBehind(Region region, FakeTimeProvider clock, IRulesetGrain ruleset)
    {
        var following = region.Cluster.Silos[0].ServiceProvider.GetRequiredService<FollowingGateways>();
        var behind = await Eventually.See(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(2));
                await ruleset.Report(Report("a", 2));
                await ruleset.Report(Report("b", 2));
                return following.Behind;
            },
            seen => seen.ContainsKey(_production));
        Assert.Equal(["c"], behind[_production]);
    }

    private static GatewayReport Report(string gateway, long version) => new(gateway, "eu", "eu-1", version, false);

    private static (string, long, bool) View(GatewayProgress gateway) =>
        (gateway.Gateway, gateway.Version, gateway.Behind);
}
