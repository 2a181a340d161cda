using Actors.Contracts.Configuration;

namespace Actors.Grains.Tests.Configuration;

public sealed class HandOverTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task A_change_that_cannot_be_handed_over_is_kept_and_arrives_by_itself()
    {
        var shop = await Shop.Open(_region);
        using (_region.Disk.Refuse("ruleset", shop.RulesetKey()))
        {
            var answer = await shop.Feature().Change(Shop.Switch("true"), null, Shop.By());
            Assert.Null(answer.Value!.Published["production"]);
            Assert.Equal(1, (await shop.Feature().Current()).Value!.Revision.Number);
            Assert.Equal(0, await shop.Version());
        }

        var view = await Eventually.See(
            async () => (await shop.Feature().Current()).Value!, view => view.Published["production"] is not null);

        Assert.Equal(1, view.Published["production"]);
        Assert.Equal((1, 1), (await shop.Version(), await shop.Version("staging")));
    }

    [Fact]
    public async Task A_feature_that_lost_its_activation_before_it_handed_over_is_woken_by_its_project()
    {
        var shop = await Shop.Open(_region);
        using (_region.Disk.Refuse("ruleset", shop.RulesetKey()))
        {
            Assert.Null((await shop.Feature().Change(Shop.Switch("true"), null, Shop.By())).Refusal);
            await _region.Cluster.DeactivateAsync(shop.Feature());
        }

        var document = await shop.Published("banner", "production", feature => feature.Enabled);

        Assert.Equal(1, document.Version);
    }

    [Fact]
    public async Task A_change_is_not_lost_with_the_silo_that_kept_it()
    {
        await using var region = await Region.Start(silos: 2);
        var shop = await Shop.Open(region);
        using (region.Disk.Refuse("ruleset", shop.RulesetKey()))
        {
            Assert.Null((await shop.Feature().Change(Shop.Switch("true"), null, Shop.By())).Refusal);
            await region.Cluster.KillSiloAsync(region.HostOf(shop.Feature()));
        }

        var document = await shop.Published("banner", "production", feature => feature.Enabled);

        Assert.Equal(1, document.Version);
    }

    [Fact]
    public async Task A_change_is_not_denied_because_its_acknowledgements_could_not_be_kept()
    {
        var shop = await Shop.Open(_region);
        var held = _region.Disk.Hold("feature", shop.FeatureKey());
        var change = shop.Feature().Change(Shop.Switch("true"), null, Shop.By());
        await held.Arrived;
        var noted = _region.Disk.Hold("feature", shop.FeatureKey());
        held.Release();
        await noted.Arrived;
        using (_region.Disk.Refuse("feature", shop.FeatureKey(), count: 1))
        {
            noted.Release();

            var answer = await change;

            Assert.Equal(1, answer.Value!.Revision.Number);
            Assert.Null(answer.Value.Published["production"]);
        }

        await Eventually.See(
            async () => (await shop.Feature().Current()).Value!, view => view.Published["production"] == 1);
    }

    [Fact]
    public async Task Late_older_duplicates_are_ignored()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        var late = (await shop.Ruleset().Snapshot()).Features["banner"];
        await shop.Change(Shop.Switch("false"));
        var before = await shop.Ruleset().Snapshot();

        Assert.Equal(before.Version, await shop.Ruleset().Publish([late]));
        Assert.Equal(before.Version, await shop.Ruleset().Publish([before.Features["banner"]]));

        var after = await shop.Ruleset().Snapshot();
        Assert.Equal(before.Features["banner"], after.Features["banner"]);
        Assert.Equal(before.ContentHash, after.ContentHash);
    }

    [Fact]
    public async Task A_feature_that_the_project_forgot_before_it_wrote_its_list_is_listed_again()
    {
        var shop = await Shop.Open(_region);
        using (_region.Disk.Refuse("project-index", shop.ProjectKey))
        {
            await shop.Change(Shop.Switch("true"));
            await _region.Cluster.DeactivateAsync(shop.Feature());
            await _region.Cluster.DeactivateAsync(shop.Project);
        }

        var query = new FeatureQuery(null, null, null, null, null, null, 100);
        var page = await Eventually.See(
            async () => (await shop.Project.List(query)).Value!, page => page.Features.Length == 1);

        Assert.Equal("banner", page.Features[0].Key);
    }
}
