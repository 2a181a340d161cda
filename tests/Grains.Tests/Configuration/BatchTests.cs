using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Configuration;

namespace Actors.Grains.Tests.Configuration;

public sealed class BatchTests(RegionFixture fixture)
{
    private const int Many = 300;

    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task Many_features_are_one_version_of_each_environment()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"), Name(7));
        var operation = Shop.By();

        var started = await shop.Project.StartBatch(Entries(Many), operation);
        Assert.Equal((Many, false), (started.Value!.Total, started.Value.Finished));
        var status = await Finished(shop, operation);

        Assert.Equal((Many, 0), (status.Done, status.Problems.Length));
        Assert.Equal([("production", 2L), ("staging", 2L)], status.Versions.Select(entry => (entry.Key, entry.Value)));
        Assert.Equal((2, 2), (await shop.Version(), await shop.Version("staging")));
        Assert.Equal(Many, (await shop.Ruleset().Snapshot()).Features.Count);
        Assert.Equal(Many, (await shop.Project.Current()).Value!.FeatureCount);
        Assert.Equal(Many + 2, (await shop.Audit()).Length);
        var view = (await shop.Feature(Name(3)).Current()).Value!;
        Assert.Equal((1, 0), (view.Revision.Number, view.Published["production"]));
        Assert.Equal(2, (await shop.Feature(Name(7)).Current()).Value!.Revision.Number);
    }

    [Fact]
    public async Task A_feature_of_a_batch_changes_on_as_any_other()
    {
        var shop = await Shop.Open(_region);
        var operation = Shop.By();
        await shop.Project.StartBatch(Entries(2), operation);
        await Finished(shop, operation);

        var view = await shop.Change(Shop.Switch("true"), Name(0));

        Assert.Equal((2, 2), (view.Revision.Number, view.Published["production"]));
    }

    [Fact]
    public async Task A_batch_with_problems_changes_nothing_and_names_them_all()
    {
        var shop = await Shop.Open(_region);
        var entries = Entries(10);
        entries = entries.SetItem(3, entries[3] with { Change = Shop.Switch("12") });
        entries = entries.SetItem(8, entries[8] with { Change = new DeleteFeature() });
        var operation = Shop.By();

        var answer = await shop.Project.StartBatch(entries, operation);

        Assert.Equal("batch-refused", answer.Refusal!.Code);
        Assert.Equal(
            ["/features/3/defaultValue", "/features/8"], answer.Refusal.Problems.Select(problem => problem.Path));
        Assert.Equal("batch-not-found", (await shop.Project.Batch(operation.OperationId)).Refusal!.Code);
        Assert.Equal(0, (await shop.Project.Current()).Value!.FeatureCount);
        Assert.Equal("feature-not-found", (await shop.Feature(Name(0)).Current()).Refusal!.Code);
    }

    [Fact]
    public async Task An_interrupted_batch_is_finished_and_changes_every_feature_once()
    {
        var shop = await Shop.Open(_region);
        var operation = Shop.By();
        using (_region.Disk.Refuse("feature", shop.FeatureKey(Name(150))))
        {
            Assert.Null((await shop.Project.StartBatch(Entries(Many), operation)).Refusal);
            await Eventually.See(
                () => shop.Feature(Name(149)).Current(), answer => answer.Value is { Revision.Number: 1 });
            var other = await shop.Project.StartBatch(Entries(1), Shop.By());
            Assert.Equal("batch-running", other.Refusal!.Code);
            Assert.Equal("batch-running", (await shop.Project.Delete(null, Shop.By())).Refusal!.Code);
            Assert.Equal(0, await shop.Version());
            await _region.Cluster.DeactivateAsync(shop.Project);
        }

        await shop.Project.Resume();
        var status = await Finished(shop, operation);

        Assert.Equal((Many, 0), (status.Done, status.Problems.Length));
        Assert.Equal((1, 1), (await shop.Version(), await shop.Version("staging")));
        var views = await Task.WhenAll(
            Enumerable.Range(0, Many).Select(number => shop.Feature(Name(number)).Current()));
        Assert.All(views, view => Assert.Equal(1, view.Value!.Revision.Number));
        Assert.Equal(Many, (await shop.Audit()).Count(entry => entry.Verb == "created" && entry.Subject != "project"));

        var repeated = (await shop.Project.StartBatch(Entries(Many), operation)).Value!;
        Assert.Equal((true, Many), (repeated.Finished, repeated.Done));
        Assert.Equal(1, await shop.Version());
    }

    [Fact]
    public async Task The_list_has_what_a_finished_batch_changed_whatever_becomes_of_the_project()
    {
        var shop = await Shop.Open(_region);
        var operation = Shop.By();
        using (_region.Disk.Refuse("project-index", shop.ProjectKey, count: 2))
        {
            await shop.Project.StartBatch(Entries(20), operation);
            await Finished(shop, operation);
            await _region.Cluster.DeactivateAsync(shop.Project);
        }

        Assert.Equal(20, (await shop.Project.Current()).Value!.FeatureCount);
    }

    private static Task<BatchStatus> Finished(Shop shop, Authorship operation) => Eventually.See(
        async () => (await shop.Project.Batch(operation.OperationId)).Value!, status => status.Finished);

    private static ImmutableArray<BatchEntry> Entries(int count) =>
        [.. Enumerable.Range(0, count).Select(number =>
            new BatchEntry($"/features/{number}", Name(number), Shop.Switch("false", "", "production", "staging")))];

    private static string Name(int number) => $"feature-{number:D3}";
}
