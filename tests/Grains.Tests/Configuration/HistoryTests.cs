using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Grains.Tests.Configuration;

public sealed class HistoryTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task Pages_of_a_history_continue_in_the_audit_log()
    {
        const int changes = FeatureHistory.MaxRecent + 10;
        var shop = await Shop.Open(_region);
        for (var change = 1; change <= changes; change++)
        {
            var wanted = Shop.Switch("true", $"the {change}th", "production");
            Assert.Null((await shop.Feature().Change(wanted, null, Shop.By())).Refusal);
        }

        var all = await shop.Feature().History(null, 200);
        var over = await shop.Feature().History(before: 13, limit: 5);
        var older = await shop.Feature().History(before: 5, limit: 3);

        var numbers = Enumerable.Range(1, changes).Reverse().Select(number => (long)number);
        Assert.Equal(numbers, all.Select(revision => revision.Number));
        Assert.Equal([12, 11, 10, 9, 8], over.Select(revision => revision.Number));
        Assert.Equal(["the 4th", "the 3th", "the 2th"], older.Select(revision => revision.Feature!.Description));
        Assert.All(older, revision => Assert.Equal("/description", Assert.Single(revision.Diff).Path));
    }

    [Fact]
    public async Task Every_accepted_write_is_in_the_audit_log_once_even_if_the_log_was_away()
    {
        var shop = await Shop.Open(_region);
        using (_region.Audit.Refuse(shop.Key))
        {
            Assert.Null((await shop.Feature().Change(Shop.Switch("true"), null, Shop.By())).Refusal);
            Assert.Null((await shop.Feature().Change(Shop.Switch("false"), null, Shop.By())).Refusal);
            Assert.Null((await shop.Put("production")).Refusal);
            Assert.Null((await shop.Ruleset().IssueKey(Key("app"), Shop.By())).Refusal);
            await _region.Cluster.DeactivateAsync(shop.Feature());
            await _region.Cluster.DeactivateAsync(shop.Ruleset());
            Assert.Single((await shop.Ruleset().Snapshot()).Keys);
            Assert.Single(await shop.Audit());
        }

        var entries = await Eventually.See(() => shop.Audit(), entries => entries.Length >= 6);

        Assert.Equal(
            [
                ("environment/staging", "removed"), ("feature/banner", "changed"), ("feature/banner", "created"),
                ("key/production/app", "issued"), ("project", "changed"), ("project", "created"),
            ],
            entries.Select(entry => (entry.Subject, entry.Verb)).Order());
        Assert.DoesNotContain(_region.Audit.Contradictions, entry => entry.Project == shop.Key);
        var secret = Key("app").Hash;
        Assert.DoesNotContain(entries, entry => entry.Document?.Contains(secret, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task The_audit_log_tells_what_a_feature_was()
    {
        var shop = await Shop.Open(_region);
        var view = await shop.Change(Shop.Switch("true", "by hand", "production"));

        var entry = Assert.Single(await shop.Audit("feature/banner"));

        Assert.Equal(new AuditEntry(
            shop.Key,
            "feature/banner",
            1,
            view.Revision.At,
            "alice",
            view.Revision.Authorship.OperationId,
            "",
            "created",
            entry.Change,
            FeatureDocument.Of(view.Revision.Feature!)), entry);
    }

    private static SdkKey Key(string id) =>
        new(id, "the app", SdkKeyKind.Client, new string('a', 64), [], DateTimeOffset.UnixEpoch);
}
