using System.Buffers;
using System.Text.Json;
using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class ExplanationTests
{
    private static readonly Ruleset _ruleset = Ruleset.Compile(
    [
        new("parent", true, """
            {"defaultValue": "low", "rules": [{"id": "rich", "force": "high", "condition": {"age": {"$gt": 60}}}]}
            """),
        new("feature", true, """
            {"defaultValue": "none", "rules": [
              {"id": "gate", "parentConditions": [{"id": "parent", "condition": {"value": "high"}}], "force": "gated"},
              {"id": "german", "force": "de", "condition": {
                "$or": [{"country": {"$in": ["DE", "AT"]}}, {"address.city": "Wien"}], "$not": {"age": 7}}},
              {"id": "few", "force": "few", "coverage": 0.05, "seed": "seed", "hashVersion": 2},
              {"id": "part", "force": "part", "filters": [{"seed": "s", "ranges": [[0, 0.0001]]}]},
              {"id": "test", "variations": ["a", "b"], "key": "exp", "namespace": ["n", 0, 1]}
            ]}
            """),
        new("circle", true, """{"rules": [{"parentConditions": [{"id": "circle"}], "force": 1}]}"""),
    ]);

    [Fact]
    public void Every_rule_tried_says_why_it_did_not_decide()
    {
        var explanation = Explain("""{"id": "a", "country": "FR", "address": {"city": "Paris"}, "age": 20}""");

        Assert.Equal(["gate", "german", "few", "part", "test"], explanation.Rules.Select(rule => rule.Id));
        Assert.Equal([false, false, false, false, true], explanation.Rules.Select(rule => rule.Decided));
        Assert.Equal(
            [Check.Prerequisite, Check.Condition, Check.Rollout, Check.Filter],
            explanation.Rules.SkipLast(1).Select(rule => rule.Checks[^1].Check));
        Assert.All(explanation.Rules.SkipLast(1), rule => Assert.False(rule.Checks[^1].Passed));
        Assert.Equal(("exp", "a"), (explanation.Experiment!.ExperimentKey, Given.Value(explanation.Outcome).Trim('"')));
    }

    [Fact]
    public void A_prerequisite_is_explained_itself()
    {
        var parent = Explain("""{"id": "a", "age": 20}""").Rules[0].Checks[0].Prerequisite!;

        Assert.Equal(("parent", "\"low\""), (parent.FeatureKey, Given.Value(parent.Outcome)));
        var condition = Assert.Single(Assert.Single(Assert.Single(parent.Rules).Checks).Conditions);
        Assert.Equal(new ConditionExplanation("age", "20", """{"$gt":60}""", false), condition);
    }

    [Theory]
    [InlineData("""{"country": "FR"}""", "country \"FR\" False, address.city null False")]
    [InlineData("""{"country": "FR", "address": {"city": "Wien"}, "age": 7}""", "age 7 True")]
    [InlineData("""{"country": "AT"}""", "country \"AT\" True, age null False")]
    public void A_condition_names_the_attributes_that_decided_it(string attributes, string expected)
    {
        var check = Explain(attributes).Rules[1].Checks[^1];
        Assert.Equal(
            expected,
            string.Join(", ", check.Conditions.Select(one => $"{one.Path} {one.ActualJson} {one.Matched}")));
    }

    [Fact]
    public void A_bucket_and_where_it_should_have_been_are_told()
    {
        var rules = Explain("""{"id": "a"}""").Rules;

        var rollout = rules[2].Checks[^1];
        Assert.Equal((0.0505, "id"), (rollout.Bucket, rollout.HashAttribute));
        Assert.Contains("0.05", rollout.Detail, StringComparison.Ordinal);
        var filter = rules[3].Checks[^1];
        Assert.Equal([new BucketRange(0, 0.0001)], filter.Ranges);
        Assert.Equal(Bucketing.Bucket("s", "a", 2), filter.Bucket);
        var drawn = rules[4].Checks.Single(check => check.Check == Check.Ranges);
        Assert.Equal((Bucketing.Bucket("exp", "a", 1), 2), (drawn.Bucket, drawn.Ranges.Length));
    }

    [Fact]
    public void A_circle_and_a_missing_feature_are_explained()
    {
        var subject = Given.Subject(_ruleset, "{}");
        var circle = Evaluator.Explain(_ruleset, "circle", subject);
        Assert.Equal(Source.CyclicPrerequisite, circle.Outcome.Source);
        Assert.Equal(Source.CyclicPrerequisite, circle.Rules[0].Checks[0].Prerequisite!.Outcome.Source);
        Assert.Equal(Source.UnknownFeature, Evaluator.Explain(_ruleset, "nowhere", subject).Outcome.Source);
    }

    [Fact]
    public void An_explanation_always_agrees_with_the_answer() =>
        Gen.Select(Rulesets.Some, Rulesets.SomeAttributes, Rulesets.SomeInputs).Sample((ruleset, attributes, inputs) =>
        {
            var subject = Given.Subject(ruleset, attributes);
            foreach (var feature in ruleset.Features)
            {
                var explanation = Evaluator.Explain(ruleset, feature.Key, subject, inputs);
                var answer = Evaluator.EvaluateFully(ruleset, feature.Key, subject, inputs);
                Assert.Equal(Describe(answer.Outcome), Describe(explanation.Outcome));
                Assert.Equal(answer.Experiment?.VariationKey, explanation.Experiment?.VariationKey);
                var deciding = explanation.Rules.SingleOrDefault(rule => rule.Decided);
                if (answer.Outcome.RuleIndex >= 0)
                    Assert.Equal(answer.Outcome.RuleIndex, deciding!.Index);
                Assert.All(
                    explanation.Rules.Where(rule => !rule.Decided && rule.Checks.Length > 0 && HasEffect(rule)),
                    rule => Assert.Contains(rule.Checks, check => !check.Passed || IsForce(check.Check)));
            }
        });

    [Fact]
    public void All_flags_at_once_are_answered_as_one_by_one() =>
        Gen.Select(Rulesets.Some, Rulesets.SomeAttributes).Sample((ruleset, attributes) =>
        {
            var buffer = new ArrayBufferWriter<byte>();
            var reasons = new byte[ruleset.Features.Length];
            OfrepFlags.Write(ruleset, Given.Subject(ruleset, attributes), buffer, reasons);
            var flags = JsonElement.Parse(buffer.WrittenSpan).EnumerateArray().ToArray();
            for (var i = 0; i < ruleset.Features.Length; i++)
            {
                var subject = Given.Subject(ruleset, attributes);
                var outcome = Evaluator.Evaluate(ruleset, ruleset.Features[i], subject);
                Assert.Equal((byte)outcome.Reason, reasons[i]);
                Assert.True(JsonElement.DeepEquals(JsonElement.Parse(outcome.OfrepJson.Span), flags[i]));
            }
        });

    // A rule that only has prerequisites decides nothing when they are met.
    private static bool HasEffect(RuleExplanation rule) => rule.Checks.Any(check => check.Check != Check.Prerequisite);

    private static bool IsForce(Check check) =>
        check is Check.QueryString or Check.ForcedVariation or Check.StickyBucket or Check.ExperimentForce;

    private static string Describe(Outcome outcome) =>
        $"{Given.Value(outcome)} {outcome.Reason} {outcome.Source} "
        + $"{outcome.RuleIndex} {outcome.RuleId} {outcome.Variant}";

    private static Explanation Explain(string attributes) =>
        Evaluator.Explain(_ruleset, "feature", Given.Subject(_ruleset, attributes));
}
