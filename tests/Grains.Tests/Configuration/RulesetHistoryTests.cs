using Actors.Configuration;
using Actors.Contracts;

namespace Actors.Grains.Tests.Configuration;

/// <summary>Every version that was published can be read later, whatever failed meanwhile.</summary>
public sealed class RulesetHistoryTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task Each_version_is_read_as_it_was()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        await shop.Change(Shop.Switch("false"));
        await shop.Change(new DeleteFeature());

        Assert.Contains("true", await Banner(shop, 1), StringComparison.Ordinal);
        Assert.Contains("false", await Banner(shop, 2), StringComparison.Ordinal);
        Assert.Null(await Banner(shop, 3));
        Assert.Equal("version-not-found", (await Read(shop, 4)).Refusal!.Code);
    }

    [Fact]
    public async Task The_version_of_a_time_is_the_last_one_published_by_then()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        await shop.Change(Shop.Switch("false"));
        var second = (await Eventually.See(() => Read(shop, 2), answer => answer.Value is not null)).Value!;

        var history = _region.Grains.GetHistory(Environment(shop));
        Assert.Equal(2, (await history.Read(null, second.PublishedAt)).Value!.Version);
        Assert.Equal(1, (await history.Read(null, second.PublishedAt.AddTicks(-1))).Value!.Version);
        Assert.Equal("version-not-found", (await history.Read(null, DateTimeOffset.UnixEpoch)).Refusal!.Code);
    }

    [Fact]
    public async Task A_history_that_is_away_gets_what_it_missed()
    {
        var shop = await Shop.Open(_region);
        _region.History.Refuse(Environment(shop), true);
        await shop.Change(Shop.Switch("true"));
        await shop.Change(Shop.Switch("false"));
        await _region.Cluster.DeactivateAsync(shop.Ruleset());
        Assert.NotNull((await Read(shop, 1)).Refusal);

        _region.History.Refuse(Environment(shop), false);

        Assert.Equal(2, await shop.Version());
        await Eventually.See(() => Read(shop, 2), answer => answer.Value is not null);
        Assert.Contains("true", await Banner(shop, 1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_history_it_begins_with_what_there_is()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        await shop.Change(Shop.Switch("false"));
        await Eventually.See(() => Read(shop, 2), answer => answer.Value is not null);
        await _region.Cluster.DeactivateAsync(shop.Ruleset());
        _region.History.Forget(Environment(shop));

        Assert.Equal(2, await shop.Version());

        Assert.Contains("false", await Banner(shop, 2), StringComparison.Ordinal);
        Assert.Equal("version-not-found", (await Read(shop, 1)).Refusal!.Code);
    }

    private static EnvironmentId Environment(Shop shop) => new(shop.Key, "production");

    private Task<Answer<RulesetDocument>> Read(Shop shop, long version) =>
        _region.Grains.GetHistory(Environment(shop)).Read(version, default);

    private async Task<string?> Banner(Shop shop, long version)
    {
        var answer = await Eventually.See(() => Read(shop, version), answer => answer.Value is not null);
        return answer.Value!.Features.GetValueOrDefault("banner")?.Json;
    }
}
