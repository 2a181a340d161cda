using System.Text.Json;

namespace Actors.Evaluation.Tests;

public sealed class GoldenVectorTests
{
    public static TheoryData<string> HashNames => [.. GoldenVectors.Hash.Keys];

    public static TheoryData<string> FeatureNames => [.. GoldenVectors.Features.Keys];

    [Fact]
    public void The_rule_selects_as_many_cases_as_it_did()
    {
        Assert.Equal(9, GoldenVectors.Hash.Count);
        Assert.Equal(15, GoldenVectors.Features.Count);
    }

    [Theory]
    [MemberData(nameof(HashNames))]
    public void Hashes_as_the_specification_does(string name)
    {
        var row = GoldenVectors.Hash[name];
        var bucket = Bucketing.Bucket(row[0].GetString(), row[1].GetString(), row[2].GetInt32());
        Assert.Equal(row[3].GetDouble(), bucket);
    }

    [Theory]
    [MemberData(nameof(FeatureNames))]
    public void Answers_as_the_specification_does(string name)
    {
        var row = GoldenVectors.Features[name];
        var (context, key, expected) = (row[1], row[2].GetString()!, row[3]);
        var source = expected.GetProperty("source").GetString();
        if (!Compile(context).TryGet(key, out var feature))
        {
            Assert.Equal("unknownFeature", source);
            return;
        }
        var attributes = context.TryGetProperty("attributes", out var given) ? given.GetRawText() : "{}";
        var outcome = Evaluator.Evaluate(feature, Given.Subject(attributes));
        Assert.Equal(source, SourceOf(outcome.Reason));
        Assert.Equal(expected.GetProperty("ruleId").GetString(), outcome.RuleId ?? "");
        // The specification answers null where nothing was published; we answer nothing: the code's default holds.
        var value = outcome.ValueJson.IsEmpty ? "null" : Given.Value(outcome);
        Assert.True(JsonElement.DeepEquals(expected.GetProperty("value"), JsonElement.Parse(value)), value);
    }

    private static Ruleset Compile(JsonElement context) =>
        context.TryGetProperty("features", out var features)
            ? Ruleset.Compile(features.EnumerateObject().Select(
                feature => new FeatureSource(feature.Name, true, feature.Value.GetRawText())))
            : Ruleset.Empty;

    private static string SourceOf(Reason reason) => reason switch
    {
        Reason.TargetingMatch or Reason.Split => "force",
        Reason.Static or Reason.Default => "defaultValue",
        _ => reason.ToString(),
    };
}
