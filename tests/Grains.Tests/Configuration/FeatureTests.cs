using Actors.Configuration;

namespace Actors.Grains.Tests.Configuration;

public sealed class FeatureTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task A_created_feature_is_published_in_every_environment()
    {
        var shop = await Shop.Open(_region);

        var view = await shop.Change(Shop.Switch("true"));

        var revision = view.Revision;
        Assert.Equal((1, "created", "alice"), (revision.Number, revision.Verb, revision.Authorship.Author));
        Assert.Equal((1L, 1L), (view.Published["production"], view.Published["staging"]));
        var production = (await shop.Ruleset().Snapshot()).Features["banner"];
        var staging = (await shop.Ruleset("staging").Snapshot()).Features["banner"];
        Assert.Equal(new PublishedFeature("banner", 1, true, """{"defaultValue":true}"""), production);
        Assert.Equal(new PublishedFeature("banner", 1, false, """{"defaultValue":true}"""), staging);
    }

    [Fact]
    public async Task A_change_moves_the_version_of_each_environment_that_it_touches_by_one_and_no_other()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true", "", "production"));

        await shop.Change(Shop.Switch("true", "", "production", "staging"));
        Assert.Equal((1, 2), (await shop.Version(), await shop.Version("staging")));

        await shop.Change(Shop.Switch("false", "", "production", "staging"));
        Assert.Equal((2, 3), (await shop.Version(), await shop.Version("staging")));
    }

    [Fact]
    public async Task A_changed_description_makes_a_revision_and_moves_no_version()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true", "", "production"));
        var before = await shop.Ruleset().Snapshot();

        var view = await shop.Change(Shop.Switch("true", "the one above the fold", "production"));

        Assert.Equal(2, view.Revision.Number);
        Assert.Equal("/description", Assert.Single(view.Revision.Diff).Path);
        var after = await shop.Ruleset().Snapshot();
        Assert.Equal((before.Version, before.ContentHash), (after.Version, after.ContentHash));
    }

    [Fact]
    public async Task An_archived_feature_is_published_nowhere_until_it_is_taken_back()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));

        var archived = await shop.Change(new ArchiveFeature(true));
        Assert.True(archived.Revision.Feature!.Archived);
        Assert.Null((await shop.Ruleset().Snapshot()).Features["banner"].Json);

        await shop.Change(new ArchiveFeature(false));
        Assert.NotNull((await shop.Ruleset().Snapshot()).Features["banner"].Json);
        Assert.Equal(3, await shop.Version());
    }

    [Fact]
    public async Task A_deleted_feature_is_gone_and_one_created_later_continues_its_history()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));

        var deleted = await shop.Change(new DeleteFeature());
        Assert.Equal((2, "deleted"), (deleted.Revision.Number, deleted.Revision.Verb));
        Assert.Equal("feature-not-found", (await shop.Feature().Current()).Refusal!.Code);
        Assert.Null((await shop.Ruleset().Snapshot()).Features["banner"].Json);

        var created = await shop.Change(Shop.Switch("false"));
        Assert.Equal((3, "created"), (created.Revision.Number, created.Revision.Verb));
    }

    [Fact]
    public async Task A_reverted_feature_is_what_it_was()
    {
        var shop = await Shop.Open(_region);
        var first = await shop.Change(Shop.Switch("true"));
        await shop.Change(Shop.Switch("false"));

        var view = await shop.Change(new RevertFeature(1, first.Revision.Feature!));

        Assert.Equal((3, "reverted"), (view.Revision.Number, view.Revision.Verb));
        Assert.Equal("true", view.Revision.Feature!.DefaultValue);
        Assert.Equal("""{"defaultValue":true}""", (await shop.Ruleset().Snapshot()).Features["banner"].Json);
    }

    [Fact]
    public async Task A_copy_lets_one_environment_do_what_another_does()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true", "", "production"));

        await shop.Change(new CopyRules("production", "staging"));

        Assert.True((await shop.Ruleset("staging").Snapshot()).Features["banner"].Enabled);
        Assert.Equal((1, 2), (await shop.Version(), await shop.Version("staging")));
    }

    [Fact]
    public async Task A_refusal_crosses_the_wire_with_its_problems_and_changes_nothing()
    {
        var shop = await Shop.Open(_region);

        var answer = await shop.Feature().Change(Shop.Switch("12", "", "nowhere"), null, Shop.By());

        Assert.Null(answer.Value);
        Assert.Equal("feature-invalid", answer.Refusal!.Code);
        Assert.Contains(answer.Refusal.Problems, problem => problem.Path == "/defaultValue");
        Assert.Contains(
            answer.Refusal.Problems,
            problem => problem.Path.StartsWith("/environments", StringComparison.Ordinal));
        Assert.Equal("feature-not-found", (await shop.Feature().Current()).Refusal!.Code);
        Assert.Empty(await shop.Audit("feature/banner"));
    }

    [Fact]
    public async Task A_stale_expectation_is_refused_and_the_current_revision_is_said()
    {
        var shop = await Shop.Open(_region);
        await shop.Change(Shop.Switch("true"));
        await shop.Change(Shop.Switch("false"));

        var stale = await shop.Feature().Change(Shop.Switch("true"), 1, Shop.By());
        var taken = await shop.Feature().Change(Shop.Switch("true"), 0, Shop.By());

        Assert.Equal("revision-stale", stale.Refusal!.Code);
        Assert.Contains("at revision 2", stale.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal("feature-exists", taken.Refusal!.Code);
        Assert.Equal(2, (await shop.Feature().Current()).Value!.Revision.Number);
    }

    [Fact]
    public async Task A_repeated_operation_changes_nothing_and_is_answered_as_at_first()
    {
        var shop = await Shop.Open(_region);
        var operation = Shop.By();
        var first = await shop.Feature().Change(Shop.Switch("true"), 0, operation);
        await shop.Change(Shop.Switch("false"));

        var repeated = await shop.Feature().Change(Shop.Switch("true"), 0, operation);

        Assert.Equal((1, "created"), (repeated.Value!.Revision.Number, repeated.Value.Revision.Verb));
        Assert.Equal(first.Value!.Revision.At, repeated.Value.Revision.At);
        Assert.Equal(2, (await shop.Feature().Current()).Value!.Revision.Number);
        Assert.Equal(2, await shop.Version());
    }

    [Fact]
    public async Task A_feature_of_no_project_is_refused()
    {
        var nowhere = new Shop(_region, $"shop-{Guid.NewGuid():N}");

        var answer = await nowhere.Feature().Change(Shop.Switch("true"), null, Shop.By());
        var expected = await nowhere.Project.Expect("banner");

        Assert.Equal("project-not-found", answer.Refusal!.Code);
        Assert.Equal("project-not-found", expected.Refusal!.Code);
    }
}
