using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Grains.Tests.Configuration;

public sealed class ProjectTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task The_region_tells_its_watchers_of_a_project_and_of_its_end()
    {
        await using var watch = _region.Grains.GetEnvironments().Watch(0).GetAsyncEnumerator();
        var shop = await Shop.Open(_region);

        await Until(watch, list => Entry(list, shop)?.Environments.SequenceEqual(["production", "staging"]) == true);
        await shop.Put("test");
        await Until(watch, list => Entry(list, shop)?.Environments.SequenceEqual(["test"]) == true);
        Assert.Null((await shop.Project.Delete(2, Shop.By())).Refusal);
        await Until(watch, list => Entry(list, shop) is { Deleted: true, Environments.IsEmpty: true });
        Assert.True(Entry(await _region.Grains.GetEnvironments().Current(), shop)!.Deleted);
    }

    [Fact]
    public async Task Older_news_of_a_project_is_ignored()
    {
        var shop = await Shop.Open(_region);
        var environments = _region.Grains.GetEnvironments();

        await environments.Announce(new ProjectEntry(shop.Key, 1, "Old", ["old"], false));

        Assert.Equal("Shop", Entry(await environments.Current(), shop)!.Name);
    }

    [Fact]
    public async Task A_project_is_deleted_only_when_no_feature_is_left()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        Assert.Equal("project-not-empty", (await shop.Project.Delete(null, Shop.By())).Refusal!.Code);

        await shop.Change(new DeleteFeature());
        var operation = Shop.By();
        var deleted = await shop.Project.Delete(null, operation);
        var repeated = await shop.Project.Delete(null, operation);

        Assert.Equal("Shop", deleted.Value!.Project.Name);
        Assert.Equal("Shop", repeated.Value!.Project.Name);
        Assert.Equal("project-not-found", (await shop.Project.Current()).Refusal!.Code);
        Assert.Equal("project-not-found", (await shop.Project.Delete(null, Shop.By())).Refusal!.Code);
        Assert.True((await shop.Ruleset().Snapshot()).Removed);
    }

    [Fact]
    public async Task A_deleted_project_is_not_woken_any_more_until_it_exists_again()
    {
        var shop = await Shop.Open(_region);
        Assert.Single(await Reminders(shop));

        Assert.Null((await shop.Project.Delete(null, Shop.By())).Refusal);
        await Eventually.See(() => Reminders(shop), reminders => reminders.Count == 0);

        await shop.Put("production");
        Assert.Single(await Reminders(shop));
    }

    [Fact]
    public async Task A_put_on_a_stale_revision_is_refused_and_a_repeated_one_changes_nothing()
    {
        var shop = await Shop.Open(_region);
        var project = new Project { Name = "Other", Environments = ["production"] };
        var operation = Shop.By();

        Assert.Equal("project-exists", (await shop.Project.Put(project, 0, Shop.By())).Refusal!.Code);
        Assert.Equal("revision-stale", (await shop.Project.Put(project, 7, Shop.By())).Refusal!.Code);
        Assert.Equal(2, (await shop.Project.Put(project, 1, operation)).Value!.Revision);
        Assert.Equal(2, (await shop.Project.Put(project, 1, operation)).Value!.Revision);
        var invalid = await shop.Project.Put(project with { Environments = ["No!"] }, null, Shop.By());
        Assert.Equal("/environments", Assert.Single(invalid.Refusal!.Problems).Path);
    }

    [Fact]
    public async Task A_removed_environment_is_marked_and_catches_up_when_it_is_added_again()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"), "banner");
        await shop.Change(Shop.Switch("true"), "basket");

        await shop.Put("production");
        Assert.True((await shop.Ruleset("staging").Snapshot()).Removed);
        await shop.Change(Shop.Switch("false"), "banner");
        await shop.Change(new DeleteFeature(), "basket");
        Assert.Equal(3, await shop.Version("staging"));

        await shop.Put("production", "staging");
        await shop.Published("basket", "staging", feature => feature.Json is null);
        var document = await shop.Published(
            "banner", "staging", feature => feature.Json == """{"defaultValue":false}""");
        Assert.False(document.Removed);
    }

    [Fact]
    public async Task A_new_environment_receives_all_features()
    {
        var shop = await Shop.Open(_region);
        foreach (var feature in new[] { "a", "b", "c" })
        {
            await shop.Change(Shop.Switch("true"), feature);
        }

        await shop.Settled();
        await shop.Put("production", "staging", "test");

        var document = await Eventually.See(
            () => shop.Ruleset("test").Snapshot(), document => document.Features.Count == 3);
        Assert.All(document.Features.Values, feature => Assert.False(feature.Enabled));
        var view = await Eventually.See(
            async () => (await shop.Feature("a").Current()).Value!,
            view => view.Published.GetValueOrDefault("test") > 0);
        Assert.Equal(["production", "staging", "test"], view.Published.Keys);
    }

    [Fact]
    public async Task A_new_environment_misses_no_feature_that_changes_meanwhile()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        var held = _region.Disk.Hold("feature", shop.FeatureKey());
        var change = shop.Feature().Change(Shop.Switch("false"), null, Shop.By());
        await held.Arrived;
        var created = _region.Disk.Hold("feature", shop.FeatureKey("basket"));
        var creation = shop.Feature("basket").Change(Shop.Switch("false"), null, Shop.By());
        await created.Arrived;

        await shop.Put("production", "staging", "test");
        held.Release();
        created.Release();
        await Task.WhenAll(change, creation);

        await shop.Published("banner", "test", feature => feature.Json == """{"defaultValue":false}""");
        await shop.Published("basket", "test", feature => feature.Json == """{"defaultValue":false}""");
    }

    [Fact]
    public async Task A_list_finds_features_page_by_page()
    {
        var shop = await Shop.Open(_region);
        foreach (var feature in new[] { "a", "b", "c" })
        {
            await shop.Change(Shop.Switch("true", $"of {feature}", "production"), feature);
        }

        await shop.Change(new DeleteFeature(), "b");
        var query = new FeatureQuery(null, null, null, null, null, null, 1);
        var first = (await shop.Project.List(query)).Value!;
        var second = (await shop.Project.List(query with { After = first.Next })).Value!;
        var found = (await shop.Project.List(query with { Text = "OF C" })).Value!;

        Assert.Equal((2, "a", "a"), (first.Total, first.Features[0].Key, first.Next));
        Assert.Equal(("c", null), (second.Features[0].Key, second.Next));
        Assert.Equal("c", Assert.Single(found.Features).Key);
        Assert.Equal(2, (await shop.Project.Current()).Value!.FeatureCount);
    }

    private async Task<IList<ReminderEntry>> Reminders(Shop shop)
    {
        var table = _region.Cluster.Silos[0].ServiceProvider.GetRequiredService<IReminderTable>();
        return (await table.ReadRows(shop.Project.GetGrainId())).Reminders;
    }

    private static ProjectEntry? Entry(EnvironmentList list, Shop shop) =>
        list.Projects.FirstOrDefault(entry => entry.Project == shop.Key);

    private static async Task Until(IAsyncEnumerator<EnvironmentList> watch, Func<EnvironmentList, bool> isWanted)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            Assert.True(await watch.MoveNextAsync());
            deadline.Token.ThrowIfCancellationRequested();
        }
        while (!isWanted(watch.Current));
    }
}
