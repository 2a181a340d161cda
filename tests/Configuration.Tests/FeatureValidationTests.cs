using System.Collections.Immutable;

namespace Actors.Configuration.Tests;

public sealed class FeatureValidationTests
{
    private static readonly Feature _json = new() { Type = FeatureType.Json, DefaultValue = "{}" };

    [Fact]
    public void A_feature_of_every_known_member_is_fine() => Assert.Empty(Problems(Some.Switch.With(
        "production",
        true,
        """{"condition":{"country":{"$in":["CH"]}},"force":true,"coverage":0.5,"hashAttribute":"id","seed":"s"}""",
        """{"id":"r","enabled":false,"variations":[true,false],"weights":[0.5,0.5],"hashVersion":2}""",
        """{"description":"d","variations":[true,false],"phase":"1"}""",
        """{"parentConditions":[{"id":"other","condition":{}}],"laterDialect":{"deep":[1]}}""")));

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("-dash")]
    [InlineData("white space")]
    public void A_key_has_a_form(string key) => Assert.Equal(
        "key-invalid", Assert.Single(FeatureValidation.Problems(key, Some.Switch, Some.Environments)).Code);

    [Theory]
    [InlineData(FeatureType.Boolean, "1")]
    [InlineData(FeatureType.Boolean, "null")]
    [InlineData(FeatureType.String, "false")]
    [InlineData(FeatureType.Number, "\"1\"")]
    [InlineData(FeatureType.Number, "1e999")]
    public void A_default_is_of_the_type(FeatureType type, string value) =>
        AssertSingle(new() { Type = type, DefaultValue = value }, "/defaultValue", "value-type");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("""["\ud800"]""")]
    [InlineData("""["\u0000"]""")]
    public void What_is_no_JSON_or_cannot_be_kept_is_named(string value) =>
        AssertSingle(_json with { DefaultValue = value }, "/defaultValue", "json-invalid");

    [Fact]
    public void A_half_of_a_surrogate_pair_is_no_JSON() =>
        AssertSingle(_json with { DefaultValue = "\"\ud800\"" }, "/defaultValue", "json-invalid");

    [Fact]
    public void An_escaped_backslash_before_u0000_is_just_text() =>
        Assert.Empty(Problems(_json with { DefaultValue = """["\\u0000"]""" }));

    [Theory]
    [InlineData(56, 0)]
    [InlineData(57, 1)]
    public void Nesting_is_bounded(int depth, int problems) => Assert.Equal(
        problems,
        Problems(_json with { DefaultValue = new string('[', depth) + new string(']', depth) }).Length);

    [Fact]
    public void Texts_are_bounded()
    {
        var feature = Some.Switch with
        {
            Description = new('d', 2_001),
            Owner = new('o', 201),
            Tags = ["fine", new('t', 65), " ", "a\0b"],
        };

        Assert.Equal(
            [
                ("/description", "text-too-long"), ("/owner", "text-too-long"), ("/tags/1", "text-too-long"),
                ("/tags/2", "text-invalid"), ("/tags/3", "text-invalid"),
            ],
            Problems(feature).Select(problem => (problem.Path, problem.Code)));
        AssertSingle(
            Some.Switch with { Tags = [.. Enumerable.Repeat("t", 51)] }, "/tags", "too-many-tags");
    }

    [Fact]
    public void Texts_at_the_bounds_are_fine() => Assert.Empty(Problems(Some.Switch with
    {
        Description = new('d', 2_000),
        Owner = new('o', 200),
        Tags = [.. Enumerable.Range(0, 50).Select(index => $"{index}".PadLeft(64, 't'))],
    }));

    [Fact]
    public void An_environment_has_at_most_a_hundred_rules() => AssertSingle(
        Some.Switch.With("production", true, [.. Enumerable.Repeat("""{"force":true}""", 101)]),
        "/environments/production/rules",
        "too-many-rules");

    [Fact]
    public void An_unknown_environment_is_named_by_an_escaped_pointer() =>
        AssertSingle(Some.Switch.With("a/b~c", true), "/environments/a~1b~0c", "environment-unknown");

    [Fact]
    public void A_feature_is_bounded_as_a_whole()
    {
        var rule = $$"""{"force":true,"note":"{{new string('x', 100_000)}}"}""";

        AssertSingle(
            Some.Switch.With("production", true, rule, rule).With("staging", true, rule), "", "feature-too-large");
    }

    [Fact]
    public void An_undefined_type_is_a_problem() =>
        AssertSingle(Some.Switch with { Type = (FeatureType)9 }, "/type", "type-unknown");

    [Fact]
    public void A_normalised_feature_is_sorted_distinct_and_compact()
    {
        var feature = FeatureValidation.Normalised(new Feature
        {
            Type = FeatureType.Json,
            DefaultValue = """ { "b" : 1.0 , "a" : "\u00e9" } """,
            Tags = ["b", "a", "b"],
            Schema = """ { "type" : "object" } """,
        }.With("production", true, """ { "force" : { } } """));

        Assert.Equal("""{"b":1.0,"a":"é"}""", feature.DefaultValue);
        Assert.Equal(["a", "b"], feature.Tags);
        Assert.Equal("""{"type":"object"}""", feature.Schema);
        Assert.Equal(["""{"force":{}}"""], feature.Environments["production"].Rules);
    }

    private static ImmutableArray<Foundation.Problem> Problems(Feature feature) =>
        FeatureValidation.Problems("checkout", feature, Some.Environments);

    private static void AssertSingle(Feature feature, string path, string code)
    {
        var problem = Assert.Single(Problems(feature));
        Assert.Equal((path, code), (problem.Path, problem.Code));
    }
}
