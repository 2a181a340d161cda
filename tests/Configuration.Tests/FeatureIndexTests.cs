using System.Collections.Immutable;

namespace Actors.Configuration.Tests;

public sealed class FeatureIndexTests
{
    private static readonly ImmutableSortedDictionary<string, FeatureSummary> _all = new[]
    {
        Summary("banner") with { Tags = ["ui"], Owner = "web", Description = "Greets GUESTS." },
        Summary("checkout") with { Tags = ["ui", "money"], Owner = "payments", Type = FeatureType.Json },
        Summary("dead") with { Deleted = true },
        Summary("old") with { Archived = true, Owner = "web" },
        Summary("zoom"),
    }.ToImmutableSortedDictionary(summary => summary.Key, summary => summary, StringComparer.Ordinal);

    [Fact]
    public void Without_conditions_all_are_found_but_the_dead() =>
        Assert.Equal(["banner", "checkout", "old", "zoom"], Keys());

    [Fact]
    public void Pages_follow_each_other_and_the_last_one_says_so()
    {
        var first = FeatureIndex.Find(_all, null, null, null, null, null, null, 2);
        var second = FeatureIndex.Find(_all, null, null, null, null, null, first.Next, 2);

        Assert.Equal((4, "checkout"), (first.Total, first.Next));
        Assert.Equal(["old", "zoom"], second.Page.Select(summary => summary.Key));
        Assert.Equal((4, null), (second.Total, second.Next));
    }

    [Theory]
    [InlineData("ZOO", "zoom")]
    [InlineData("guest", "banner")]
    [InlineData("PAY", "checkout")]
    [InlineData("mone", "checkout")]
    [InlineData("dead", null)]
    public void A_text_is_found_in_key_description_owner_or_tag(string text, string? key) =>
        Assert.Equal(key, Keys(text: text).SingleOrDefault());

    [Fact]
    public void Conditions_hold_together()
    {
        Assert.Equal(["banner", "checkout"], Keys(tag: "ui"));
        Assert.Equal(["banner", "old"], Keys(owner: "web"));
        Assert.Equal(["old"], Keys(owner: "web", archived: true));
        Assert.Equal(["checkout"], Keys(type: FeatureType.Json));
        Assert.Empty(Keys(tag: "u"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-5)]
    public void A_page_has_at_least_one(int limit) =>
        Assert.Single(FeatureIndex.Find(_all, null, null, null, null, null, null, limit).Page);

    private static IEnumerable<string> Keys(
        string? text = null,
        string? tag = null,
        string? owner = null,
        FeatureType? type = null,
        bool? archived = null) =>
        FeatureIndex.Find(_all, text, tag, owner, type, archived, null, 100).Page.Select(summary => summary.Key);

    private static FeatureSummary Summary(string key) =>
        new() { Key = key, Revision = 1, Type = FeatureType.Boolean };
}
