using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Configuration;

namespace Actors.Grains.Tests.Configuration;

public sealed class KeepTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task A_refused_write_leaves_the_old_feature_and_the_next_call_works()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));

        using (_region.Disk.Refuse("feature", shop.FeatureKey(), count: 1))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => shop.Feature().Change(Shop.Switch("false"), null, Shop.By()));
        }

        Assert.Equal(1, (await shop.Feature().Current()).Value!.Revision.Number);
        Assert.Equal(1, await shop.Version());
        Assert.Equal(2, (await shop.Change(Shop.Switch("false"))).Revision.Number);
        Assert.Equal(2, await shop.Version());
    }

    [Fact]
    public async Task A_refused_write_leaves_the_old_ruleset_and_the_next_call_works()
    {
        var shop = await Shop.Open(_region);

        using (_region.Disk.Refuse("ruleset", shop.RulesetKey(), count: 1))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => shop.Ruleset().IssueKey(Key("app"), Shop.By()));
        }

        Assert.Empty((await shop.Ruleset().Snapshot()).Keys);
        Assert.Null((await shop.Ruleset().IssueKey(Key("app"), Shop.By())).Refusal);
        Assert.Equal("app", Assert.Single((await shop.Ruleset().Snapshot()).Keys).Key);
        var taken = await shop.Ruleset().IssueKey(Key("app") with { Name = "x" }, Shop.By());
        Assert.Equal("key-exists", taken.Refusal!.Code);
        Assert.Equal("key-not-found", (await shop.Ruleset().RevokeKey("web", Shop.By())).Refusal!.Code);
    }

    [Fact]
    public async Task A_refused_write_leaves_the_old_project_and_the_next_call_works()
    {
        var shop = await Shop.Open(_region);

        using (_region.Disk.Refuse("project", shop.ProjectKey, count: 1))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => shop.Put("production", "staging", "test"));
        }

        var view = (await shop.Project.Current()).Value!;
        Assert.Equal(["production", "staging"], view.Project.Environments);
        Assert.Equal(2, (await shop.Put("production", "staging", "test")).Value!.Revision);
    }

    [Fact]
    public async Task A_feature_is_not_readable_before_it_is_durable()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        var held = _region.Disk.Hold("feature", shop.FeatureKey());

        var change = shop.Feature().Change(Shop.Switch("false"), null, Shop.By());
        await held.Arrived;
        Assert.Equal(1, (await shop.Feature().Current()).Value!.Revision.Number);
        Assert.Single(await shop.Feature().History(null, 10));
        Assert.Equal(1, await shop.Version());

        held.Release();
        Assert.Equal(2, (await change).Value!.Revision.Number);
    }

    [Fact]
    public async Task A_published_feature_is_not_readable_before_it_is_durable()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        await using var watch = shop.Ruleset().Watch(1).GetAsyncEnumerator();
        Assert.True(await watch.MoveNextAsync());
        var held = _region.Disk.Hold("ruleset", shop.RulesetKey());

        var publish = shop.Ruleset().Publish([new PublishedFeature("banner", 2, true, """{"defaultValue":false}""")]);
        await held.Arrived;
        Assert.Equal("""{"defaultValue":true}""", (await shop.Ruleset().Snapshot()).Features["banner"].Json);
        Assert.Equal(1, (await shop.Ruleset().Propagation()).Version);
        Assert.True(await watch.MoveNextAsync());
        Assert.True(watch.Current.IsHeartbeat);
        Assert.False(publish.IsCompleted);

        held.Release();
        Assert.Equal(2, await publish);
        Assert.Equal(2, await shop.Version());
    }

    [Fact]
    public async Task Interleaved_publications_share_writes_and_are_acknowledged_when_they_are_durable()
    {
        var shop = await Shop.Open(_region);
        var ruleset = shop.Ruleset();
        var before = _region.Disk.Read("ruleset", shop.RulesetKey()).Version;
        var held = _region.Disk.Hold("ruleset", shop.RulesetKey());

        var first = ruleset.Publish([Feature(0)]);
        await held.Arrived;
        var others = Enumerable.Range(1, 20).Select(number => ruleset.Publish([Feature(number)])).ToList();
        Assert.Empty((await ruleset.Snapshot()).Features);
        Assert.DoesNotContain(others, publication => publication.IsCompleted);

        held.Release();
        Assert.Equal(1, await first);
        Assert.Equal(Enumerable.Range(2, 20).Select(version => (long)version), (await Task.WhenAll(others)).Order());
        Assert.Equal(21, (await ruleset.Snapshot()).Features.Count);
        Assert.InRange(_region.Disk.Read("ruleset", shop.RulesetKey()).Version - before, 2, 5);
    }

    [Fact]
    public async Task A_failed_write_fails_all_that_share_it()
    {
        var shop = await Shop.Open(_region);
        var ruleset = shop.Ruleset();
        var held = _region.Disk.Hold("ruleset", shop.RulesetKey());
        using (_region.Disk.Refuse("ruleset", shop.RulesetKey()))
        {
            var publications = Enumerable.Range(0, 5).Select(number => ruleset.Publish([Feature(number)])).ToList();
            await held.Arrived;
            held.Release();
            foreach (var publication in publications)
            {
                await Assert.ThrowsAnyAsync<Exception>(() => publication);
            }

            Assert.Equal(0, (await ruleset.Snapshot()).Version);
        }

        Assert.Equal(1, await ruleset.Publish([Feature(1)]));
    }

    [Fact]
    public async Task Racing_first_writes_of_two_clusters_leave_a_loadable_ruleset_that_lacks_nothing_acknowledged()
    {
        await using var one = await Region.Start();
        await using var other = await Region.Start(disk: one.Disk);
        for (var race = 0; race < 30; race++)
        {
            var environment = new EnvironmentId("race", $"r{race}");
            var here = Contracts.GrainKeys.GetRuleset(one.Grains, environment);
            var there = Contracts.GrainKeys.GetRuleset(other.Grains, environment);

            var acknowledged = await Task.WhenAll(Publish(here, Feature(1)), Publish(there, Feature(2)));
            await Eventually.See(() => here.Publish([Feature(3)]), version => version > 0);
            await Eventually.See(() => there.Publish([Feature(4)]), version => version > 0);

            var document = await there.Snapshot();
            var expected = acknowledged.OfType<string>().Concat([Feature(3).Key, Feature(4).Key]);
            Assert.Subset(document.Features.Keys.ToHashSet(), expected.ToHashSet());
        }
    }

    private static async Task<string?> Publish(IRulesetGrain ruleset, PublishedFeature feature)
    {
        try
        {
            await ruleset.Publish(ImmutableArray.Create(feature));
            return feature.Key;
        }
        catch (Exception failure) when (failure.GetType() != typeof(TimeoutException))
        {
            return null;
        }
    }

    private static PublishedFeature Feature(int number) =>
        new($"feature-{number:D2}", 1, true, """{"defaultValue":1}""");

    private static SdkKey Key(string id) =>
        new(id, "the app", SdkKeyKind.Client, new string('a', 64), [], DateTimeOffset.UnixEpoch);
}
