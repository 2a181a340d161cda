using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace Actors.Evaluation.Tests;

public sealed class RemoteFeaturesTests
{
    private static readonly Ruleset _ruleset = Ruleset.Compile(
    [
        new("constant", true, """{"defaultValue": "c"}"""),
        new("nothing", true, "{}"),
        new("off", false, """{"defaultValue": "secret"}"""),
        new("unreadable", true, "[]"),
        new("test", true, """
            {"defaultValue": "d", "rules": [{"id": "r", "key": "exp", "variations": ["secret", "shown"],
             "weights": [0, 1], "condition": {"country": "secret-land"}, "phase": "1",
             "meta": [{"key": "x"}, {"key": "y"}]}]}
            """),
        new("child", true, """
            {"defaultValue": 0, "rules": [{"parentConditions": [{"id": "test", "condition": {"value": "shown"}}],
             "condition": {"country": "secret-land"}, "force": 1}]}
            """),
        new("holdout", true, """
            {"defaultValue": 0, "rules": [
              {"key": "hold", "variations": [0, 1], "weights": [0, 1],
               "meta": [{"key": "0"}, {"key": "1", "passthrough": true}]},
              {"force": 7}]}
            """),
    ]);

    [Fact]
    public void Each_feature_collapses_to_what_the_subject_gets()
    {
        var features = Answer("""{"id": 5, "country": "secret-land"}""");

        Assert.Equal(
            ["child", "constant", "holdout", "nothing", "test"], features.EnumerateObject().Select(one => one.Name));
        Assert.Equal("""{"defaultValue":"c"}""", features.GetProperty("constant").GetRawText());
        Assert.Equal("""{"defaultValue":null}""", features.GetProperty("nothing").GetRawText());
        var rule = Assert.Single(features.GetProperty("test").GetProperty("rules").EnumerateArray());
        Assert.Equal("shown", rule.GetProperty("force").GetString());
        var track = Assert.Single(rule.GetProperty("tracks").EnumerateArray());
        Assert.Equal(
            """{"variations":[{},"shown"],"key":"exp","phase":"1","meta":[{"key":"x"},{"key":"y"}],"weights":[0,1]}""",
            track.GetProperty("experiment").GetRawText());
        Assert.Equal(5, track.GetProperty("result").GetProperty("hashValue").GetInt32());
        Assert.Equal("y", track.GetProperty("result").GetProperty("key").GetString());
    }

    [Fact]
    public void No_rule_no_condition_and_no_other_value_leaves()
    {
        var answer = Answer("""{"id": "5", "country": "secret-land"}""").GetRawText();
        Assert.DoesNotContain("secret", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("condition", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void What_a_prerequisite_or_a_holdout_gave_is_tracked_with_the_feature()
    {
        var features = Answer("""{"id": "5", "country": "secret-land"}""");

        var child = features.GetProperty("child").GetProperty("rules")[0];
        Assert.Equal((1, "exp"), (child.GetProperty("force").GetInt32(), Experiment(child)));
        var holdout = features.GetProperty("holdout").GetProperty("rules")[0];
        Assert.Equal((7, "hold"), (holdout.GetProperty("force").GetInt32(), Experiment(holdout)));
    }

    [Fact]
    public void Forced_features_and_variations_are_given_and_not_tracked()
    {
        var inputs = new CallerInputs
        {
            ForcedFeatures = ImmutableDictionary<string, JsonElement>.Empty
                .Add("constant", JsonElement.Parse("""{"forced": true}""")).Add("nowhere", JsonElement.Parse("1")),
            ForcedVariations = ImmutableDictionary<string, int>.Empty.Add("exp", 0),
        };
        var features = Answer("""{"id": "5"}""", inputs);

        Assert.Equal("""{"defaultValue":{"forced":true}}""", features.GetProperty("constant").GetRawText());
        Assert.Equal("""{"defaultValue":"secret"}""", features.GetProperty("test").GetRawText());
        Assert.False(features.TryGetProperty("nowhere", out _));
    }

    [Fact]
    public void What_was_given_is_remembered_and_given_again()
    {
        var subject = Given.Subject(_ruleset, """{"id": "5", "country": "secret-land"}""");
        var reasons = new byte[_ruleset.Features.Length];
        var inputs = new CallerInputs { StickyBuckets = StickyBuckets.Empty };
        var after = RemoteFeatures.Write(_ruleset, subject, inputs, new ArrayBufferWriter<byte>(), reasons)!;

        var document = Assert.Single(after.ChangedSince(StickyBuckets.Empty));
        Assert.Equal(("id||5", "y"), (document.Key, document.Assignments["exp__0"]));
        var again = RemoteFeatures.Write(
            _ruleset, subject, inputs with { StickyBuckets = after }, new ArrayBufferWriter<byte>(), reasons)!;
        Assert.Empty(again.ChangedSince(after));
    }

    [Fact]
    public void A_subject_of_another_ruleset_is_refused()
    {
        var subject = new Subject(Given.Curious);
        Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(_ruleset, _ruleset.Features[0], subject));
    }

    private static string? Experiment(JsonElement rule) =>
        Assert.Single(rule.GetProperty("tracks").EnumerateArray())
            .GetProperty("experiment").GetProperty("key").GetString();

    private static JsonElement Answer(string attributes, CallerInputs? inputs = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        RemoteFeatures.Write(
            _ruleset, Given.Subject(_ruleset, attributes), inputs, buffer, new byte[_ruleset.Features.Length]);
        return JsonElement.Parse(buffer.WrittenSpan);
    }
}
