using System.Text;
using Actors.Configuration;
using Actors.Evaluation;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Tests.Rulesets;

public sealed class RulesetMergeTests
{
    private static readonly ServedRuleset _held = Samples.Served(7, Samples.DarkMode, Samples.Banner);

    [Fact]
    public void A_whole_update_replaces_whatever_was_held()
    {
        var next = Changed(RulesetMerge.Of(Samples.Production, _held, Samples.Whole(3, Samples.Banner)));

        Assert.Equal(3, next.Version);
        Assert.Equal(["banner"], next.Compiled.Features.Select(feature => feature.Key));
    }

    [Fact]
    public void A_delta_changes_adds_and_removes()
    {
        var update = Samples.Delta(
            8, 7, Samples.Banner with { Json = null }, new PublishedFeature("new", 1, true, """{"defaultValue":1}"""));

        var next = Changed(RulesetMerge.Of(Samples.Production, _held, update));

        Assert.Equal(["dark-mode", "new"], next.Compiled.Features.Select(feature => feature.Key));
        Assert.Equal(["dark-mode", "new"], next.Document.Features.Keys);
        Assert.Equal(update.ContentHash, next.Document.ContentHash);
    }

    [Fact]
    public void A_delta_without_keys_leaves_the_keys()
    {
        var next = Changed(RulesetMerge.Of(Samples.Production, _held, Samples.Delta(8, 7)));

        Assert.Same(_held.Document.Keys, next.Document.Keys);
    }

    [Fact]
    public void A_delta_with_keys_replaces_them()
    {
        var update = Samples.Delta(8, 7) with { Keys = [Samples.ServerKey] };

        var next = Changed(RulesetMerge.Of(Samples.Production, _held, update));

        Assert.Equal([Samples.ServerKey.Id], next.Document.Keys.Keys);
    }

    [Fact]
    public void A_delta_changes_adds_and_removes_saved_groups_and_says_what_client_keys_may()
    {
        var first = Changed(RulesetMerge.Of(Samples.Production, _held, Samples.Delta(8, 7) with
        {
            SavedGroups = [new("alpha", 1, "[1]"), new("beta", 1, "[1]")],
            ClientKeysMayFetchRules = true,
            ContextualBandits = [new("b", "{}")],
        }));
        var second = Changed(RulesetMerge.Of(Samples.Production, first, Samples.Delta(9, 8) with
        {
            SavedGroups = [new("alpha", 2, null), new("beta", 2, "[2]")],
        }));

        Assert.Equal(["alpha", "beta"], first.Document.SavedGroups.Keys);
        Assert.Equal([new("beta", 2, "[2]")], second.Document.SavedGroups.Values);
        Assert.True(first.Document.ClientKeysMayFetchRules);
        Assert.Equal("{}", second.Document.ContextualBandits["b"].Json);
        Assert.False(second.Document.ClientKeysMayFetchRules);
    }

    [Fact]
    public void What_a_bandit_has_learnt_decides_from_the_version_on_that_brings_it()
    {
        var rule = new PublishedFeature("exp", 1, true, """
            {"defaultValue":"x","rules":[{"key":"exp","contextualVariations":["a","b"],"contextualBanditRef":"cb",
             "weights":[1,0],"hashVersion":2}]}
            """);
        var before = Changed(RulesetMerge.Of(Samples.Production, _held, Samples.Delta(8, 7, rule)));
        var after = Changed(RulesetMerge.Of(Samples.Production, before, Samples.Delta(9, 8) with
        {
            ContextualBandits = [new("cb", """{"contexts":[{"condition":{},"weights":[0,1]}]}""")],
        }));

        Assert.Equal(("\"a\"", "\"b\""), (Value(before), Value(after)));
        Assert.Equal("\"b\"", Value(ServedRuleset.Whole(Samples.Production, after.Document)));
    }

    private static string Value(ServedRuleset served)
    {
        Assert.True(Subject.TryParse(served.Compiled, """{"id":"ada"}"""u8, out var subject, out _));
        Assert.True(served.Compiled.TryGet("exp", out var feature));
        return Encoding.UTF8.GetString(Evaluator.Evaluate(served.Compiled, feature, subject).ValueJson.Span);
    }

    /// <summary>Silos of the release before do not say anything of saved groups.</summary>
    [Fact]
    public void An_update_that_does_not_know_of_saved_groups_leaves_them()
    {
        var held = Changed(RulesetMerge.Of(
            Samples.Production, _held, Samples.Delta(8, 7) with { SavedGroups = [new("beta", 1, "[1]")] }));

        var next = Changed(RulesetMerge.Of(
            Samples.Production, held, Samples.Delta(9, 8) with { SavedGroups = default }));

        Assert.Equal(["beta"], next.Document.SavedGroups.Keys);
    }

    [Theory]
    [InlineData(9, 8)]
    [InlineData(8, 6)]
    [InlineData(6, 5)]
    [InlineData(9, 9)]
    [InlineData(6, 6)]
    public void What_does_not_build_on_what_is_held_is_a_gap(long version, long after) =>
        Assert.IsType<RulesetMerge.Gap>(RulesetMerge.Of(Samples.Production, _held, Samples.Delta(version, after)));

    [Fact]
    public void A_delta_for_somebody_who_holds_nothing_is_a_gap() =>
        Assert.IsType<RulesetMerge.Gap>(RulesetMerge.Of(Samples.Production, null, Samples.Delta(8, 7)));

    [Fact]
    public void A_heartbeat_of_the_held_version_confirms_it() =>
        Assert.IsType<RulesetMerge.Confirmed>(RulesetMerge.Of(Samples.Production, _held, Samples.Heartbeat(7)));

    [Fact]
    public void A_removed_environment_is_released() =>
        Assert.IsType<RulesetMerge.Released>(
            RulesetMerge.Of(Samples.Production, _held, Samples.Heartbeat(7) with { Removed = true }));

    [Fact]
    public void A_region_that_knows_nothing_does_not_take_the_last_good_away() =>
        Assert.IsType<RulesetMerge.Forgotten>(RulesetMerge.Of(Samples.Production, _held, Samples.Whole(0)));

    [Fact]
    public void An_environment_without_a_version_is_served_empty_and_then_confirmed()
    {
        var empty = Changed(RulesetMerge.Of(Samples.Production, null, Samples.Whole(0)));

        Assert.Empty(empty.Compiled.Features);
        Assert.IsType<RulesetMerge.Confirmed>(RulesetMerge.Of(Samples.Production, empty, Samples.Heartbeat(0)));
    }

    private static ServedRuleset Changed(RulesetMerge merge) => Assert.IsType<RulesetMerge.Changed>(merge).Next;
}
