using Actors.Configuration;
using Actors.Contracts.Configuration;

namespace Actors.Grains.Tests.Configuration;

public sealed class WatchTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task A_watcher_is_told_all_first_and_then_what_changes()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"), "banner");
        await shop.Change(Shop.Switch("true"), "basket");
        await using var watch = shop.Ruleset().Watch(0).GetAsyncEnumerator();

        var whole = await News(watch);
        Assert.Equal((2, 0), (whole.Version, whole.AfterVersion));
        Assert.Equal(["banner", "basket"], whole.Features.Select(feature => feature.Key));
        Assert.Empty(whole.Keys!.Value);

        await shop.Change(Shop.Switch("false"), "basket");
        var delta = await News(watch);
        Assert.Equal((3, 2), (delta.Version, delta.AfterVersion));
        Assert.Equal("""{"defaultValue":false}""", Assert.Single(delta.Features).Json);
        Assert.Null(delta.Keys);

        await shop.Change(new DeleteFeature(), "banner");
        var tombstone = Assert.Single((await News(watch)).Features);
        Assert.Equal(("banner", null), (tombstone.Key, tombstone.Json));
    }

    [Fact]
    public async Task A_watcher_is_told_of_keys_and_of_removal()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        await using var watch = shop.Ruleset("staging").Watch(1).GetAsyncEnumerator();

        var key = new SdkKey("app", "", SdkKeyKind.Server, new string('b', 64), [], DateTimeOffset.UnixEpoch);
        await shop.Ruleset("staging").IssueKey(key, Shop.By());
        var issued = await News(watch);
        Assert.Equal("app", Assert.Single(issued.Keys!.Value).Id);
        Assert.Empty(issued.Features);

        await shop.Ruleset("staging").RevokeKey("app", Shop.By());
        Assert.Empty((await News(watch)).Keys!.Value);

        await shop.Put("production");
        Assert.True((await News(watch)).Removed);
    }

    [Fact]
    public async Task A_watcher_without_news_hears_heartbeats()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        await using var watch = shop.Ruleset().Watch(1).GetAsyncEnumerator();

        for (var beat = 0; beat < 3; beat++)
        {
            Assert.True(await watch.MoveNextAsync());
            Assert.Equal((true, 1), (watch.Current.IsHeartbeat, watch.Current.Version));
        }
    }

    [Fact]
    public async Task A_watcher_resumes_with_the_version_that_it_holds()
    {
        var shop = await Shop.Open(_region);
        foreach (var feature in new[] { "a", "b", "c", "d" })
        {
            await shop.Change(Shop.Switch("true"), feature);
        }

        var update = await First(shop, after: 2);

        Assert.Equal((4, 2), (update.Version, update.AfterVersion));
        Assert.Equal(["c", "d"], update.Features.Select(feature => feature.Key));
    }

    [Fact]
    public async Task A_holder_of_a_version_from_the_future_is_told_all()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));

        var update = await First(shop, after: 1_000);

        Assert.Equal((1, 0, 1), (update.Version, update.AfterVersion, update.Features.Length));
    }

    [Fact]
    public async Task A_holder_of_a_version_that_is_no_longer_remembered_is_told_all()
    {
        var shop = await Shop.Open(_region);
        foreach (var feature in new[] { "a", "b", "c" })
        {
            await shop.Change(Shop.Switch("true"), feature);
        }

        await _region.Cluster.DeactivateAsync(shop.Ruleset());
        var update = await First(shop, after: 2);

        Assert.Equal((3, 0, 3), (update.Version, update.AfterVersion, update.Features.Length));
    }

    [Fact]
    public async Task Watches_end_in_order_when_their_silo_stops_and_go_on_elsewhere()
    {
        await using var region = await Region.Start(silos: 2);
        var shop = await Shop.Open(region);
        await shop.Change(Shop.Switch("true"));
        var watches = Enumerable.Range(0, 10).Select(_ => shop.Ruleset().Watch(1).GetAsyncEnumerator()).ToList();
        foreach (var watch in watches)
        {
            Assert.True(await watch.MoveNextAsync());
        }

        var ended = watches.Select(watch => Task.Run(() => ToTheEnd(watch))).ToList();
        var stop = region.Cluster.StopSiloAsync(region.HostOf(shop.Ruleset()));

        // All of them end before the silo has stopped, and none by an exception: then it was not kept waiting.
        Assert.NotSame(stop, await Task.WhenAny(stop, Task.WhenAll(ended)));
        await Task.WhenAll(ended);
        await stop;
        var resumed = await Eventually.See(() => First(shop, after: 0), update => update.Version == 1);
        Assert.Equal("banner", Assert.Single(resumed.Features).Key);
    }

    private static async Task ToTheEnd(IAsyncEnumerator<RulesetUpdate> watch)
    {
        while (await watch.MoveNextAsync())
        {
            Assert.True(watch.Current.IsHeartbeat);
        }

        await watch.DisposeAsync();
    }

    private static async Task<RulesetUpdate> First(Shop shop, long after)
    {
        await using var watch = shop.Ruleset().Watch(after).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        return watch.Current;
    }

    private static async Task<RulesetUpdate> News(IAsyncEnumerator<RulesetUpdate> watch)
    {
        do
        {
            Assert.True(await watch.MoveNextAsync());
        }
        while (watch.Current.IsHeartbeat);

        return watch.Current;
    }
}
