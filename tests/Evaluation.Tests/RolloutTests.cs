using System.Globalization;
using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class RolloutTests
{
    // The specification's own bucket: hash("seed", "a", 2) = 0.0505.
    [Theory]
    [InlineData("0.0504", false)]
    [InlineData("0.0505", true)]
    [InlineData("0", false)]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("-1", false)]
    public void Coverage_includes_its_bound_and_zero_includes_nobody(string coverage, bool expected) =>
        Assert.Equal(expected, Includes(
            $$""" "coverage": {{coverage}}, "seed": "seed", "hashVersion": 2 """, """{"id": "a"}"""));

    [Fact]
    public void A_bucket_of_zero_is_not_included_by_a_coverage_of_zero()
    {
        var id = Enumerable.Range(0, 100_000).Select(n => $"user-{n}").First(n => Bucketing.Bucket("s", n, 1) == 0);
        Assert.False(Includes(""" "coverage": 0, "seed": "s" """, $$"""{"id": "{{id}}"}"""));
        Assert.True(Includes(""" "coverage": 0.0001, "seed": "s" """, $$"""{"id": "{{id}}"}"""));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id": null}""")]
    [InlineData("""{"id": ""}""")]
    [InlineData("""{"id": 0}""")]
    [InlineData("""{"id": false}""")]
    public void Who_has_no_id_is_never_included(string attributes) =>
        Assert.False(Includes(""" "coverage": 1 """, attributes));

    [Fact]
    public void The_seed_is_the_feature_key_unless_given()
    {
        var bucket = Bucketing.Bucket("feature", "user-1", 1)!.Value.ToString(CultureInfo.InvariantCulture);
        Assert.True(Includes($$""" "coverage": {{bucket}} """, """{"id": "user-1"}"""));
        Assert.True(Includes($$""" "coverage": {{bucket}}, "seed": "" """, """{"id": "user-1"}"""));
        Assert.True(Includes($$""" "coverage": {{bucket}}, "hashVersion": 0 """, """{"id": "user-1"}"""));
        var below = (Bucketing.Bucket("feature", "user-1", 1)!.Value - 0.001).ToString(CultureInfo.InvariantCulture);
        Assert.False(Includes($$""" "coverage": {{below}} """, """{"id": "user-1"}"""));
    }

    [Theory]
    [InlineData("company", """{"company": "a", "id": "zzz"}""", true)]
    [InlineData("company", """{"id": "a"}""", false)]
    [InlineData("company.id", """{"company.id": "a"}""", true)]
    [InlineData("company.id", """{"company": {"id": "a"}}""", false)]
    public void The_hashed_attribute_is_named_not_a_path(string attribute, string attributes, bool expected) =>
        Assert.Equal(expected, Includes(
            $$""" "coverage": 0.0505, "seed": "seed", "hashVersion": 2, "hashAttribute": "{{attribute}}" """,
            attributes));

    [Fact]
    public void An_unknown_hash_version_includes_nobody_and_is_reported()
    {
        Assert.False(Includes(""" "coverage": 1, "hashVersion": "2" """, """{"id": "a"}"""));
        var warning = Assert.Single(Given.Feature(Feature(""" "coverage": 1, "hashVersion": "2" """)).Warnings);
        Assert.Equal(("/rules/0/hashVersion", "unknown-hash-version"), (warning.Path, warning.Code));
    }

    [Fact]
    public void Raising_the_coverage_never_removes_a_subject() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[1, 2], Gen.String.AlphaNumeric, Gen.Guid)
            .Sample((one, other, version, seed, id) =>
            {
                bool Included(double coverage) => Includes(
                    FormattableString.Invariant(
                        $$""" "coverage": {{coverage}}, "hashVersion": {{version}}, "seed": "{{seed}}" """),
                    $$"""{"id": "{{id}}"}""");
                return !Included(Math.Min(one, other)) || Included(Math.Max(one, other));
            });

    private static string Feature(string rollout) => $$"""{"rules": [{"force": 1, {{rollout}}}]}""";

    private static bool Includes(string rollout, string attributes) =>
        Given.Evaluate(Feature(rollout), attributes).Reason == Reason.Split;
}
