using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class RulesetTests
{
    private static readonly string[] _definitions =
    [
        """{"defaultValue": 1}""",
        """{"defaultValue": 2, "rules": [{"force": 3, "condition": {"country": "DE"}}]}""",
        """{"defaultValue": 2, "rules": [{"id": "x", "force": 3, "coverage": 0.5}, {"force": 4}]}""",
        """{"rules": [{"variations": [1, 2]}, {"force": {"a": 1}, "condition": {"age": {"$regex": "x"}}}]}""",
        """{"rules": [{"force": 1, "condition": {"country": {"$bogus": 1}}, "surplus": 1}]}""",
        """{"rules": 7}""",
        "not JSON",
        "",
    ];

    private static readonly string[] _subjects =
        ["{}", """{"id": "1", "country": "DE"}""", """{"id": "3", "age": "x"}"""];

    private static readonly Gen<string> _keys = Gen.OneOf("a", "b", "c", "B", "ä", "a.b", "a-b", "aa");

    private static readonly Gen<FeatureSource[]> _sources = Gen
        .Select(_keys, Gen.Bool, Gen.OneOf(_definitions), (key, enabled, json) => new FeatureSource(key, enabled, json))
        .Array[0, 10];

    [Fact]
    public void A_change_leads_where_compiling_everything_leads() =>
        Gen.Select(_sources, _sources, _keys.Array[0, 3]).Sample((before, changed, removed) =>
        {
            var stepwise = Ruleset.Compile(before).With(changed, removed);
            var atOnce = Ruleset.Compile(before.Where(source => !removed.Contains(source.Key)).Concat(changed));
            Assert.Equal(Describe(atOnce), Describe(stepwise));
        });

    [Fact]
    public void A_change_compiles_only_what_changed_and_leaves_the_old_ruleset_alone()
    {
        var before = Ruleset.Compile([new("a", true, _definitions[0]), new("b", true, "{}"), new("c", true, "")]);
        var after = before.With([new("b", true, _definitions[1])], ["c"]);
        Assert.Same(before.Features[0], after.Features[0]);
        Assert.NotSame(before.Features[1], after.Features[1]);
        Assert.Equal(["a", "b", "c"], before.Features.Select(feature => feature.Key));
        Assert.Equal(["a", "b"], after.Features.Select(feature => feature.Key));
        Assert.Single(before.Warnings);
        Assert.Empty(after.Warnings);
    }

    [Fact]
    public void What_is_hashed_is_known_by_feature_and_of_all()
    {
        const string Rollouts = """
            {"rules": [{"force": 1, "coverage": 0.5}, {"force": 2, "coverage": 0.5, "hashAttribute": "company"},
                {"force": 3, "coverage": 0.1}, {"force": 4, "condition": {"country": "DE"}}]}
            """;
        const string ByDevice = """{"rules": [{"force": 1, "coverage": 0.5, "hashAttribute": "device"}]}""";
        var ruleset = Ruleset.Compile([new("a", true, Rollouts), new("b", true, ByDevice), new("c", true, "{}")]);

        Assert.Equal(["id", "company"], ruleset.Features[0].HashAttributes);
        Assert.Empty(ruleset.Features[2].HashAttributes);
        Assert.Equal(["id", "company", "device"], ruleset.HashAttributes);
        Assert.Equal(["device"], ruleset.With([], ["a"]).HashAttributes);
    }

    [Fact]
    public void Features_are_sorted_by_code_unit() =>
        _sources.Sample(sources =>
        {
            var keys = Ruleset.Compile(sources).Features.Select(feature => feature.Key).ToArray();
            Assert.Equal(sources.Select(source => source.Key).Distinct().Order(StringComparer.Ordinal), keys);
        });

    [Fact]
    public void A_feature_is_found_by_a_piece_of_a_text()
    {
        var ruleset = Ruleset.Compile([new("banner", true, "{}")]);
        Assert.True(ruleset.TryGet("/flags/banner".AsSpan(7), out var bySpan));
        Assert.True(ruleset.TryGet("banner", out var byKey));
        Assert.Same(byKey, bySpan);
        Assert.False(ruleset.TryGet("bann".AsSpan(), out _));
        Assert.False(Ruleset.Empty.TryGet("banner", out _));
    }

    [Fact]
    public void A_malformed_feature_does_not_break_the_others()
    {
        var ruleset = Ruleset.Compile([new("bad", true, "{\"defaultValue\": tru"), new("good", true, _definitions[0])]);
        Assert.True(ruleset.TryGet("bad", out var bad));
        Assert.True(ruleset.TryGet("good", out var good));
        var outcome = Evaluator.Evaluate(ruleset, bad, new Subject(ruleset));
        Assert.Equal((Reason.Unknown, true), (outcome.Reason, outcome.ValueJson.IsEmpty));
        Assert.False(bad.IsReadable);
        Assert.Equal("1", Given.Value(Evaluator.Evaluate(ruleset, good, new Subject(ruleset))));
        Assert.Equal("bad", Assert.Single(ruleset.Warnings).FeatureKey);
    }

    private static string Describe(Ruleset ruleset) => string.Join('\n',
        ruleset.Features.SelectMany(feature => _subjects.Select(subject => Describe(ruleset, feature, subject)))
            .Concat(ruleset.Warnings.Select(warning => warning.ToString())));

    private static string Describe(Ruleset ruleset, CompiledFeature feature, string attributes)
    {
        var outcome = Evaluator.Evaluate(ruleset, feature, Given.Subject(ruleset, attributes));
        return $"{feature.Key} {feature.Enabled} {outcome.Reason} {outcome.RuleIndex} {outcome.RuleId} "
            + Given.Value(outcome);
    }
}
