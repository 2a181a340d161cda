using System.Text;

namespace Actors.Evaluation.Tests;

/// <summary>The few things every test starts from.</summary>
internal static class Given
{
    public static Subject Subject(string attributesJson)
    {
        var isSubject = Evaluation.Subject.TryParse(
            Encoding.UTF8.GetBytes(attributesJson), out var subject, out var problem);
        Assert.True(isSubject, problem);
        return subject!;
    }

    public static CompiledFeature Feature(string json, string key = "feature", bool enabled = true)
    {
        Assert.True(Ruleset.Compile([new FeatureSource(key, enabled, json)]).TryGet(key, out var feature));
        return feature;
    }

    /// <summary>A feature whose one rule forces "yes" on those whom the condition matches.</summary>
    public static CompiledFeature Condition(string conditionJson) =>
        Feature($$"""{"defaultValue": "no", "rules": [{"condition": {{conditionJson}}, "force": "yes"}]}""");

    public static bool Matches(string conditionJson, string attributesJson) =>
        Value(Evaluator.Evaluate(Condition(conditionJson), Subject(attributesJson))) == "\"yes\"";

    public static string Value(Outcome outcome) => Encoding.UTF8.GetString(outcome.ValueJson.Span);
}
