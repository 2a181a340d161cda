namespace Actors.Evaluation.Tests;

public sealed class EvaluatorTests
{
    private const string Banner = """
        {
          "defaultValue": {"text": "Grüße <b>", "size": 1.50},
          "rules": [
            {"id": "staff", "force": "staff", "condition": {"email.domain": "example.com"}},
            {"id": "half", "force": "half", "coverage": 1, "condition": {"country": {"$in": ["DE", "FR"]}}},
            {"force": null, "condition": {"country": "IT"}}
          ]
        }
        """;

    [Theory]
    [InlineData("""{"email": {"domain": "example.com"}, "country": "DE"}""", "\"staff\"",
        Reason.TargetingMatch, 0, "staff")]
    [InlineData("""{"id": "u", "country": "DE"}""", "\"half\"", Reason.Split, 1, "half")]
    [InlineData("""{"country": "IT"}""", "null", Reason.TargetingMatch, 2, null)]
    [InlineData("""{"country": "DE"}""", """{"text":"Grüße <b>","size":1.50}""", Reason.Default, -1, null)]
    public void The_first_rule_that_applies_decides(
        string attributes, string value, Reason reason, int ruleIndex, string? ruleId)
    {
        var outcome = Given.Evaluate(Banner, attributes);
        Assert.Equal(value, Given.Value(outcome));
        Assert.Equal((reason, ruleIndex, ruleId), (outcome.Reason, outcome.RuleIndex, outcome.RuleId));
    }

    [Theory]
    [InlineData("""{"defaultValue": true}""")]
    [InlineData("""{"defaultValue": true, "rules": []}""")]
    [InlineData("""{"defaultValue": true, "rules": null}""")]
    public void Without_rules_the_answer_is_static(string json)
    {
        var outcome = Given.Evaluate(json);
        Assert.Equal(("true", Reason.Static), (Given.Value(outcome), outcome.Reason));
    }

    [Fact]
    public void Without_a_default_there_is_no_value_but_a_null_is_one()
    {
        Assert.True(Given.Evaluate("{}").ValueJson.IsEmpty);
        Assert.Equal("null", Given.Value(Given.Evaluate("""{"defaultValue": null}""")));
    }

    [Fact]
    public void A_disabled_feature_has_no_value_whatever_it_holds()
    {
        foreach (var json in new[] { Banner, "not JSON" })
        {
            var outcome = Given.Evaluate(json, enabled: false);
            Assert.True(outcome.ValueJson.IsEmpty);
            Assert.Equal((Reason.Disabled, -1), (outcome.Reason, outcome.RuleIndex));
        }
    }

    [Fact]
    public void A_rule_that_is_left_out_keeps_its_place_in_the_count()
    {
        Assert.Equal(1, Given.Evaluate("""{"rules": [{"coverage": "1", "force": 2}, {"force": 3}]}""").RuleIndex);
    }

    [Theory]
    [InlineData("""{"defaultValue": {"a": 1}}""")]
    [InlineData("""{"defaultValue": 1, "rules": [{"force": 2, "coverage": 0.5, "hashVersion": 2}, {"force": 3}]}""")]
    [InlineData("""{"rules": [{"force": 2, "condition": {"country": {"$in": ["DE"]}, "age": {"$gt": 17}}}]}""")]
    public void Evaluating_allocates_nothing(string json)
    {
        var ruleset = Given.Ruleset(json);
        var feature = ruleset.Features[0];
        var subject = Given.Subject(ruleset, """{"id": "user-1", "country": "DE", "age": 30}""");
        Allocation.AssertNoneOnceWarm(() => Evaluator.Evaluate(ruleset, feature, subject));
    }
}
