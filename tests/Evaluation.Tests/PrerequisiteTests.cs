using System.Text.Json;

namespace Actors.Evaluation.Tests;

public sealed class PrerequisiteTests
{
    [Theory]
    [InlineData(true, Source.Prerequisite, Reason.Default, "")]
    [InlineData(false, Source.DefaultValue, Reason.Default, "\"off\"")]
    public void A_gate_that_is_closed_takes_the_value_away(bool isGate, Source source, Reason reason, string value)
    {
        var ruleset = Ruleset.Compile(
        [
            new("parent", true, """{"defaultValue": false}"""),
            new("child", true, $$"""
                {"defaultValue": "off", "rules": [
                  {"parentConditions": [{"id": "parent", "condition": {"value": true},
                    "gate": {{(isGate ? "true" : "false")}}}], "force": "on"}]}
                """),
        ]);
        var outcome = Evaluate(ruleset, "child");
        Assert.Equal((source, reason, value), (outcome.Source, outcome.Reason, Given.Value(outcome)));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("disabled")]
    [InlineData("unreadable")]
    public void A_feature_without_value_counts_as_null(string parent)
    {
        var ruleset = Ruleset.Compile(
        [
            new("disabled", false, """{"defaultValue": true}"""),
            new("unreadable", true, "[]"),
            new("child", true, $$$"""
                {"rules": [{"parentConditions": [{"id": "{{{parent}}}", "condition": {"value": null}}], "force": 1}]}
                """),
        ]);
        Assert.Equal("1", Given.Value(Evaluate(ruleset, "child")));
    }

    [Fact]
    public void A_circle_has_no_value_and_does_not_hurt_who_stands_outside()
    {
        const string Asks = """{"defaultValue": 1, "rules": [{"parentConditions": [{"id": "KEY"}], "force": 2}]}""";
        var ruleset = Ruleset.Compile(
        [
            new("a", true, Asks.Replace("KEY", "b", StringComparison.Ordinal)),
            new("b", true, Asks.Replace("KEY", "c", StringComparison.Ordinal)),
            new("c", true, Asks.Replace("KEY", "b", StringComparison.Ordinal)),
            new("d", true, Asks.Replace("KEY", "e", StringComparison.Ordinal)),
            new("e", true, """{"defaultValue": 5}"""),
        ]);
        foreach (var key in new[] { "a", "b", "c" })
        {
            var outcome = Evaluate(ruleset, key);
            Assert.Equal((Source.CyclicPrerequisite, Reason.Unknown), (outcome.Source, outcome.Reason));
        }
        Assert.Equal("2", Given.Value(Evaluate(ruleset, "d")));
    }

    [Theory]
    [InlineData(63, "1")]
    [InlineData(65, "")]
    public void A_chain_is_at_most_64_features_long(int links, string value)
    {
        var features = Enumerable.Range(0, links).Select(n => new FeatureSource(
            $"f{n}", true, $$"""{"rules": [{"parentConditions": [{"id": "f{{n + 1}}"}], "force": 1}]}"""));
        var ruleset = Ruleset.Compile(features.Append(new($"f{links}", true, """{"defaultValue": true}""")));
        Assert.Equal(value, Given.Value(Evaluate(ruleset, "f0")));
    }

    [Fact]
    public void A_net_of_prerequisites_costs_as_much_as_it_has_features()
    {
        // Followed path by path it would take 2^60 evaluations.
        var features = Enumerable.Range(0, 60).Select(n => new FeatureSource($"f{n}", true, $$$"""
            {"defaultValue": 0, "rules": [
              {"parentConditions": [{"id": "f{{{n + 1}}}", "condition": {"value": 1}}], "force": 2},
              {"parentConditions": [{"id": "f{{{n + 1}}}", "condition": {"value": 1}}], "force": 3}]}
            """));
        var ruleset = Ruleset.Compile(features.Append(new("f60", true, """{"defaultValue": 0}""")));
        Assert.Equal("0", Given.Value(Evaluate(ruleset, "f0")));
        Assert.Equal(60, Depth(Evaluator.Explain(ruleset, "f0", new Subject(ruleset))));
    }

    [Fact]
    public void A_saved_group_that_changes_compiles_only_who_asks_for_it()
    {
        const string Asks =
            """{"defaultValue": 0, "rules": [{"force": 1, "condition": {"id": {"$inGroup": "GROUP"}}}]}""";
        var groups = Conditions.Groups("""{"g": ["u1"], "h": ["u1"]}""");
        var before = Ruleset.Compile(
            [
                new("asks", true, Asks.Replace("GROUP", "g", StringComparison.Ordinal)),
                new("other", true, Asks.Replace("GROUP", "h", StringComparison.Ordinal)),
            ],
            groups);
        Assert.True(groups.TryWith("g", JsonElement.Parse("""["u2"]"""), out var changed, out _));
        var after = before.With([], [], changed);

        Assert.Equal("1", Given.Value(Evaluate(before, "asks", """{"id": "u1"}""")));
        Assert.Equal("0", Given.Value(Evaluate(after, "asks", """{"id": "u1"}""")));
        Assert.Equal("1", Given.Value(Evaluate(after, "asks", """{"id": "u2"}""")));
        Assert.Same(before.Features[1], after.Features[1]);
    }

    [Fact]
    public void A_bandit_that_learns_compiles_only_who_asks_for_it()
    {
        const string Weights = """{"b": {"contexts": [{"leafId": 1, "condition": {}, "weights": WEIGHTS}]}}""";
        var before = Ruleset.Compile(
            [
                new("asks", true, """{"rules": [{"contextualVariations": [1, 2], "contextualBanditRef": "b"}]}"""),
                new("other", true, """{"rules": [{"variations": [1, 2]}]}"""),
            ],
            contextualBandits: Bandits(Weights.Replace("WEIGHTS", "[1, 0]", StringComparison.Ordinal)));
        var bandits = Bandits(Weights.Replace("WEIGHTS", "[0, 1]", StringComparison.Ordinal));
        var after = before.With([], [], contextualBandits: bandits);

        Assert.Equal("1", Given.Value(Evaluate(before, "asks", """{"id": "u1"}""")));
        Assert.Equal("2", Given.Value(Evaluate(after, "asks", """{"id": "u1"}""")));
        Assert.Same(before.Features[1], after.Features[1]);
        Assert.Same(after.Features[0], after.With([], [], contextualBandits: bandits).Features[0]);
    }

    private static ContextualBandits Bandits(string json)
    {
        Assert.True(ContextualBandits.TryFrom(JsonElement.Parse(json), out var bandits, out var problem), problem);
        return bandits;
    }

    private static int Depth(Explanation explanation) => explanation.Rules.SelectMany(rule => rule.Checks)
        .Select(check => check.Prerequisite).OfType<Explanation>().Select(Depth).DefaultIfEmpty(-1).Max() + 1;

    private static Outcome Evaluate(Ruleset ruleset, string key, string attributes = "{}")
    {
        Assert.True(ruleset.TryGet(key, out var feature));
        return Evaluator.Evaluate(ruleset, feature, Given.Subject(ruleset, attributes));
    }
}
