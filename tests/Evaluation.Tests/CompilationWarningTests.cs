namespace Actors.Evaluation.Tests;

public sealed class CompilationWarningTests
{
    [Theory]
    [InlineData("""{"variations": [1, 2], "weights": [1, "0"]}""", "/rules/0/weights", "malformed-rule")]
    [InlineData("""{"variations": [1, 2], "ranges": [[0, 1], 1]}""", "/rules/0/ranges", "malformed-rule")]
    [InlineData("""{"variations": [1, 2], "meta": [1]}""", "/rules/0/meta", "malformed-rule")]
    [InlineData("""{"variations": [1, 2], "namespace": ["x", 0]}""", "/rules/0/namespace", "malformed-rule")]
    [InlineData("""{"variations": {"a": 1}}""", "/rules/0/variations", "malformed-rule")]
    [InlineData("""{"contextualVariations": 1}""", "/rules/0/contextualVariations", "malformed-rule")]
    [InlineData("""{"force": 1, "parentConditions": {}}""", "/rules/0/parentConditions", "malformed-rule")]
    [InlineData("""{"force": 1, "parentConditions": [{}]}""", "/rules/0/parentConditions/0/id", "malformed-rule")]
    [InlineData("""{"force": 1, "parentConditions": [{"id": "a", "condition": 1}]}""",
        "/rules/0/parentConditions/0/condition", "malformed-condition")]
    [InlineData("""{"force": 1, "filters": [{"ranges": []}]}""", "/rules/0/filters/0/seed", "malformed-rule")]
    [InlineData("""{"force": 1, "filters": [{"seed": "a"}]}""", "/rules/0/filters/0/ranges", "malformed-rule")]
    [InlineData("""{"force": 1, "range": [0]}""", "/rules/0/range", "malformed-rule")]
    [InlineData("""{"force": 1, "condition": "x"}""", "/rules/0/condition", "malformed-condition")]
    [InlineData("""{"force": 1, "condition": {"$not": 1}}""", "/rules/0/condition/$not", "malformed-condition")]
    [InlineData("""{"force": 1, "condition": {"$and": {}}}""", "/rules/0/condition/$and", "malformed-condition")]
    [InlineData("""{"force": 1, "coverage": "0.5"}""", "/rules/0/coverage", "malformed-rule")]
    [InlineData("""{"force": 1, "coverage": null}""", "/rules/0/coverage", "malformed-rule")]
    [InlineData("""{"force": 1, "coverage": 1, "seed": 5}""", "/rules/0/seed", "malformed-rule")]
    [InlineData("""{"force": 1, "coverage": 1, "hashAttribute": ["id"]}""", "/rules/0/hashAttribute", "malformed-rule")]
    [InlineData("7", "/rules/0", "malformed-rule")]
    [InlineData("""{"force": "\ud800"}""", "/rules/0", "malformed-rule")]
    [InlineData("{}", "/rules/0", "rule-without-effect")]
    public void A_rule_that_we_cannot_evaluate_whole_is_left_out_and_reported(string rule, string path, string code)
    {
        var definition = $$"""{"defaultValue": 0, "rules": [{{rule}}]}""";
        var warning = Assert.Single(Given.Feature(definition).Warnings);
        Assert.Equal(("feature", path, code), (warning.FeatureKey, warning.Path, warning.Code));
        var outcome = Given.Evaluate(definition, """{"id": "1"}""");
        Assert.Equal(("0", Reason.Default), (Given.Value(outcome), outcome.Reason));
    }

    [Theory]
    [InlineData("""{"force": 1, "converage": 0.1}""", "/rules/0/converage", "unknown-key")]
    [InlineData("""{"force": 1, "a/b~": 0.1}""", "/rules/0/a~1b~0", "unknown-key")]
    [InlineData("""{"force": 1, "condition": {"a": {"$not": {"$bogus": 1}}}}""",
        "/rules/0/condition/a/$not/$bogus", "unknown-operator")]
    [InlineData("""{"force": 1, "condition": {"a": {"$not": {"$in": "x"}}}}""",
        "/rules/0/condition/a/$not/$in", "unusable-operand")]
    [InlineData("""{"force": 1, "condition": {"a": {"$not": {"$alli": "x"}}}}""",
        "/rules/0/condition/a/$not/$alli", "unusable-operand")]
    [InlineData("""{"force": 1, "condition": {"a": {"$not": {"$regex": "("}}}}""",
        "/rules/0/condition/a/$not/$regex", "unusable-operand")]
    [InlineData("""{"force": 1, "condition": {"a": {"$not": {"$regexi": 5}}}}""",
        "/rules/0/condition/a/$not/$regexi", "unusable-operand")]
    [InlineData("""{"force": 1, "condition": {"a": {"$not": {"$type": "integer"}}}}""",
        "/rules/0/condition/a/$not/$type", "unusable-operand")]
    [InlineData("""{"force": 1, "condition": {"a": {"$not": {"$elemMatch": 5}}}}""",
        "/rules/0/condition/a/$not/$elemMatch", "unusable-operand")]
    [InlineData("""{"force": 1, "condition": {"a": {"$notInGroup": "x"}}}""",
        "/rules/0/condition/a/$notInGroup", "unknown-saved-group")]
    public void What_the_dialect_ignores_is_reported_and_the_rule_holds(string rule, string path, string code)
    {
        var definition = $$"""{"rules": [{{rule}}]}""";
        var warning = Assert.Single(Given.Feature(definition).Warnings);
        Assert.Equal((path, code), (warning.Path, warning.Code));
        Assert.Equal("1", Given.Value(Given.Evaluate(definition)));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"rules": {}}""")]
    [InlineData("""{"defaultValue": 1} {}""")]
    [InlineData("""{"\udc00": 1}""")]
    public void A_definition_that_cannot_be_read_is_reported_once(string json)
    {
        var feature = Given.Feature(json);
        Assert.False(feature.IsReadable);
        Assert.Equal("malformed-feature", Assert.Single(feature.Warnings).Code);
        Assert.Equal(Reason.Unknown, Given.Evaluate(json).Reason);
    }

    [Fact]
    public void What_is_understood_is_not_reported() =>
        Assert.Empty(Given.Feature("""
            {"defaultValue": 0, "rules": [
              {"id": "a", "description": "for a", "force": 1, "namespace": null, "tracks": [], "condition": null},
              {"force": 2, "coverage": 0.5, "hashAttribute": null, "seed": null, "hashVersion": null}
            ]}
            """).Warnings);
}
