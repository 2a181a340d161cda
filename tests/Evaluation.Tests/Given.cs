using System.Text;

namespace Actors.Evaluation.Tests;

/// <summary>The few things every test starts from.</summary>
internal static class Given
{
    /// <summary>Looks at the attributes that tests like to send.</summary>
    public static Ruleset Curious { get; } = Ruleset("""
        {"rules": [{"force": 1, "condition": {
            "id": 1, "targetingKey": 1, "country": 1, "browser": 1, "device": 1, "age": 1, "a": 1, "b": 1}}]}
        """);

    public static Subject Subject(Ruleset ruleset, string attributesJson)
    {
        var isSubject = Evaluation.Subject.TryParse(
            ruleset, Encoding.UTF8.GetBytes(attributesJson), out var subject, out var problem);
        Assert.True(isSubject, problem);
        return subject!;
    }

    public static Ruleset Ruleset(string json, string key = "feature", bool enabled = true) =>
        Evaluation.Ruleset.Compile([new FeatureSource(key, enabled, json)]);

    public static CompiledFeature Feature(string json, string key = "feature", bool enabled = true) =>
        Ruleset(json, key, enabled).Features[0];

    public static Outcome Evaluate(string json, string attributesJson = "{}", bool enabled = true)
    {
        var ruleset = Ruleset(json, enabled: enabled);
        return Evaluator.Evaluate(ruleset, ruleset.Features[0], Subject(ruleset, attributesJson));
    }

    /// <summary>A feature whose one rule forces "yes" on those whom the condition matches.</summary>
    public static string Condition(string conditionJson) =>
        $$"""{"defaultValue": "no", "rules": [{"condition": {{conditionJson}}, "force": "yes"}]}""";

    public static bool Matches(string conditionJson, string attributesJson) =>
        Value(Evaluate(Condition(conditionJson), attributesJson)) == "\"yes\"";

    public static string Value(Outcome outcome) => Encoding.UTF8.GetString(outcome.ValueJson.Span);
}
