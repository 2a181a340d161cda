using Actors.Configuration;
using Actors.Contracts.Configuration;

namespace Actors.Grains.Tests.Configuration;

/// <summary>A saved group is kept, and arrives in every environment whatever fails meanwhile.</summary>
public sealed class SavedGroupTests(RegionFixture fixture)
{
    private const string Values = """["ada","bob",7]""";

    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task A_group_arrives_in_every_environment_as_one_version()
    {
        var shop = await Shop.Open(_region);

        var view = (await Put(shop, Values)).Value!;

        Assert.Equal((1, 1), (view.Published["production"], view.Published["staging"]));
        foreach (var environment in new[] { "production", "staging" })
        {
            var document = await shop.Ruleset(environment).Snapshot();
            Assert.Equal((1, Values), (document.Version, document.SavedGroups["beta"].Values));
        }

        var listed = Assert.Single((await shop.Project.Groups()).Value);
        Assert.Equal(("beta", 3), (listed.Id, listed.Count));
        var entry = Assert.Single(await shop.Audit("group/beta"));
        Assert.Equal(("created", 1), (entry.Verb, entry.Revision));
    }

    [Fact]
    public async Task A_change_that_cannot_be_handed_over_is_kept_and_arrives_by_itself()
    {
        var shop = await Shop.Open(_region);
        using (_region.Disk.Refuse("ruleset", shop.RulesetKey()))
        {
            Assert.Null((await Put(shop, Values)).Value!.Published["production"]);
        }

        await Arrived(shop, "production", Values);
        Assert.Equal((1, 1), (await shop.Version(), await shop.Version("staging")));
    }

    [Fact]
    public async Task A_group_is_not_lost_with_the_silo_that_kept_it()
    {
        await using var region = await Region.Start(silos: 2);
        var shop = await Shop.Open(region);
        using (region.Disk.Refuse("ruleset", shop.RulesetKey()))
        {
            Assert.Null((await Put(shop, Values)).Refusal);
            await region.Cluster.KillSiloAsync(region.HostOf(shop.Group()));
        }

        Assert.Equal(1, (await Arrived(shop, "production", Values)).Version);
    }

    [Fact]
    public async Task A_group_whose_write_failed_has_not_changed()
    {
        var shop = await Shop.Open(_region);
        await Put(shop, Values);
        using (_region.Disk.Refuse("saved-group", $"group:{shop.Key}/beta"))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => Put(shop, "[]"));
        }

        var now = await Eventually.See(() => shop.Group().Current(), answer => answer.Value is not null);
        Assert.Equal((1, Values), (now.Value!.Revision, now.Value.Group!.Values));
        Assert.Equal(Values, (await shop.Ruleset().Snapshot()).SavedGroups["beta"].Values);
    }

    [Fact]
    public async Task A_new_environment_gets_the_groups_that_there_are()
    {
        var shop = await Shop.Open(_region);
        await Put(shop, Values);

        await shop.Put("production", "qa", "staging");

        await Arrived(shop, "qa", Values);
        await shop.Settled();
    }

    [Fact]
    public async Task A_group_that_the_project_forgot_before_it_wrote_its_list_is_listed_again()
    {
        var shop = await Shop.Open(_region);
        using (_region.Disk.Refuse("project-groups", shop.ProjectKey))
        {
            await Put(shop, Values);
            await _region.Cluster.DeactivateAsync(shop.Group());
            await _region.Cluster.DeactivateAsync(shop.Project);
        }

        await Eventually.See(() => shop.Project.Groups(), answer => answer.Value.Length == 1);
    }

    [Fact]
    public async Task A_group_that_rules_name_is_not_deleted_and_the_features_are_told()
    {
        var shop = await Shop.Open(_region);
        await Put(shop, Values);
        var named = Shop.Switch("true").Feature with
        {
            Environments = Shop.Switch("true").Feature.Environments.SetItem(
                "staging", new(true, ["""{"force":true,"condition":{"id":{"$inGroup":"beta"}}}"""])),
        };
        await shop.Change(new PutFeature(named));

        var refused = await shop.Group().Delete(null, Shop.By());
        Assert.Equal("group-in-use", refused.Refusal!.Code);
        Assert.Contains("'banner'", Assert.Single(refused.Refusal.Problems).Message, StringComparison.Ordinal);

        await shop.Change(Shop.Switch("true"));
        Assert.Null((await shop.Group().Delete(1, Shop.By())).Refusal);
        var document = await Eventually.See(
            () => shop.Ruleset().Snapshot(), document => document.SavedGroups["beta"].Values is null);
        Assert.Equal(2, document.SavedGroups["beta"].Revision);
        Assert.Empty((await shop.Project.Groups()).Value);
    }

    [Fact]
    public async Task A_project_with_a_group_is_not_deleted()
    {
        var shop = await Shop.Open(_region);
        await Put(shop, Values);
        Assert.Equal("project-not-empty", (await shop.Project.Delete(null, Shop.By())).Refusal!.Code);

        Assert.Null((await shop.Group().Delete(null, Shop.By())).Refusal);
        Assert.Null((await shop.Project.Delete(null, Shop.By())).Refusal);
        Assert.Equal("project-not-found", (await Put(shop, Values)).Refusal!.Code);
    }

    [Fact]
    public async Task A_project_has_no_more_groups_than_its_documents_can_carry()
    {
        var shop = await Shop.Open(_region);
        await Put(shop, Values);

        var refused = await shop.Project.ExpectGroup("huge", SavedGroupForm.MaxBytesOfProject);

        Assert.Equal("groups-too-large", refused.Refusal!.Code);
        Assert.Null((await shop.Project.ExpectGroup("beta", SavedGroupForm.MaxBytesOfProject)).Refusal);
    }

    [Fact]
    public async Task A_repeated_request_is_answered_as_the_first_was()
    {
        var shop = await Shop.Open(_region);
        var by = Shop.By();
        var group = new SavedGroup { Name = "Beta", Values = Values };

        var first = await shop.Group().Put(group, 0, by);
        var second = await shop.Group().Put(group, 0, by);

        Assert.Equal((1, 1), (first.Value!.Revision, second.Value!.Revision));
        Assert.Single(await shop.Audit("group/beta"));
    }

    [Fact]
    public async Task Late_older_duplicates_are_ignored()
    {
        var shop = await Shop.Open(_region);
        await Put(shop, Values);
        var late = (await shop.Ruleset().Snapshot()).SavedGroups["beta"];
        await Put(shop, "[]");
        await Arrived(shop, "production", "[]");

        Assert.Equal(2, await shop.Ruleset().PublishGroups([late]));
        Assert.Equal("[]", (await shop.Ruleset().Snapshot()).SavedGroups["beta"].Values);
    }

    [Fact]
    public async Task A_watcher_is_told_of_the_groups_that_changed_and_of_no_others()
    {
        var shop = await Shop.Open(_region);
        await Put(shop, Values);
        await Put(shop, "[1]", "other");
        var before = await Arrived(shop, "production", "[1]", "other");
        await Put(shop, "[]");
        await Arrived(shop, "production", "[]");

        var update = await First(shop, before.Version);
        Assert.Equal((before.Version, "beta", "[]"), (
            update.AfterVersion, Assert.Single(update.SavedGroups).Id, update.SavedGroups[0].Values));
        Assert.Equal(["beta", "other"], (await First(shop, 0)).SavedGroups.Select(group => group.Id));
    }

    [Fact]
    public async Task What_client_keys_may_do_is_told_to_watchers_and_written_down()
    {
        var shop = await Shop.Open(_region);

        var version = await shop.Ruleset().Permit(true, Shop.By());

        Assert.Equal(version, await shop.Ruleset().Permit(true, Shop.By()));
        Assert.True((await First(shop, 0)).ClientKeysMayFetchRules);
        Assert.True((await shop.Ruleset().Propagation()).ClientKeysMayFetchRules);
        Assert.Equal("permitted", Assert.Single(await shop.Audit("environment/production")).Verb);
    }

    [Fact]
    public async Task What_a_bandit_has_learnt_is_told_to_watchers_and_written_down()
    {
        var shop = await Shop.Open(_region);
        var bandit = new PublishedBandit("b", """{"contexts":[{"weights":[1,0]}]}""");

        var version = (await shop.Ruleset().PutBandit(bandit, Shop.By())).Value;

        Assert.Equal(bandit, Assert.Single((await First(shop, 0)).ContextualBandits!.Value));
        Assert.Equal("written", Assert.Single(await shop.Audit("bandit/production/b")).Verb);
        Assert.Equal("bandit-invalid", (await shop.Ruleset().PutBandit(new("b", "[]"), Shop.By())).Refusal!.Code);
        Assert.Equal(version + 1, await shop.Ruleset().RemoveBandit("b", Shop.By()));
        Assert.Empty((await First(shop, version)).ContextualBandits!.Value);
    }

    private static Task<Contracts.Answer<SavedGroupView>> Put(Shop shop, string values, string id = "beta") =>
        shop.Group(id).Put(new SavedGroup { Name = "Beta", Values = values }, null, Shop.By());

    private static Task<RulesetDocument> Arrived(
        Shop shop, string environment, string values, string id = "beta") => Eventually.See(
            () => shop.Ruleset(environment).Snapshot(),
            document => document.SavedGroups.GetValueOrDefault(id)?.Values == values);

    private static async Task<RulesetUpdate> First(Shop shop, long after)
    {
        await foreach (var update in shop.Ruleset().Watch(after))
        {
            return update;
        }

        throw new InvalidOperationException("The watch ended at once.");
    }
}
