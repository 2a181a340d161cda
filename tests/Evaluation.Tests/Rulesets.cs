using System.Collections.Immutable;
using CsCheck;

namespace Actors.Evaluation.Tests;

/// <summary>Random rulesets, subjects and callers that meet often: few names, few values.</summary>
internal static class Rulesets
{
    private static readonly string[] _keys = ["a", "b", "c", "d"];

    private static readonly Gen<string> _conditions = Gen.OneOf(
        """{"country": "DE"}""",
        """{"country": {"$in": ["DE", "FR"]}, "age": {"$gte": 18}}""",
        """{"$or": [{"age": {"$lt": 10}}, {"tags": {"$elemMatch": {"$eq": "x"}}}]}""",
        """{"$nor": [{"country": "IT"}, {"address.city": {"$exists": true}}]}""",
        """{"$not": {"country": {"$regex": "^D"}}}""");

    private static readonly Gen<string> _values =
        Gen.OneOf("true", "false", "0", "1", "\"x\"", "null", "{\"a\":1}");

    private static readonly Gen<string> _shares = Gen.OneOf("0", "0.1", "0.5", "0.9", "1");

    private static readonly Gen<string> _prerequisites = Gen.Select(
        Gen.OneOf(_keys.Append("nowhere").ToArray()),
        Gen.OneOf("""{"value": true}""", """{"value": {"$exists": true}}""", """{"value": {"$ne": 0}}"""),
        Gen.Bool,
        (key, condition, gate) =>
            $$"""[{"id": "{{key}}", "condition": {{condition}}, "gate": {{(gate ? "true" : "false")}}}]""");

    private static readonly Gen<string> _rollouts = Gen.Select(_shares, Gen.Int[1, 3], Gen.OneOf("id", "company"))
        .Select((share, version, attribute) =>
            $""" "coverage": {share}, "hashVersion": {version}, "hashAttribute": "{attribute}" """
            + (version == 2 ? """, "range": [0.2, 0.7] """ : ""));

    private static readonly Gen<string> _experiments = Gen.Select(_values, _values, _shares, Gen.OneOf(
        "\"phase\": \"1\"",
        """ "meta": [{"key": "x", "passthrough": true}, {"key": "y", "name": "Y"}] """,
        """ "namespace": ["n", 0.2, 0.8] """,
        """ "filters": [{"seed": "f", "ranges": [[0, 0.5]]}] """,
        """ "fallbackAttribute": "company", "meta": [{"key": "0"}, {"key": "1"}], "minBucketVersion": 1 """,
        """ "weights": [0.1, 0.9], "ranges": [[0, 0.3], [0.6, 1]] """))
        .Select((one, other, share, more) =>
            $$""" "variations": [{{one}}, {{other}}], "key": "e", "coverage": {{share}}, {{more}} """);

    private static readonly Gen<string> _rules = Gen.OneOf(
        Gen.Select(_values, _conditions, (value, asked) => $$"""{"force": {{value}}, "condition": {{asked}}}"""),
        Gen.Select(_values, _rollouts, (value, rollout) => $$"""{"id": "r", "force": {{value}}, {{rollout}}}"""),
        Gen.Select(
            _values, _prerequisites, (value, parents) => $$"""{"force": {{value}}, "parentConditions": {{parents}}}"""),
        Gen.Select(_experiments, _conditions, (test, asked) => $$"""{ {{test}}, "condition": {{asked}}}"""),
        _experiments.Select(experiment => $$"""{ {{experiment}} }"""),
        _prerequisites.Select(parents => $$"""{"parentConditions": {{parents}}}"""));

    public static readonly Gen<string> SomeDefinition = Gen.Select(_values, _rules.Array[0, 4], (value, rules) =>
        $$"""{"defaultValue": {{value}}, "rules": [{{string.Join(',', rules)}}]}""");

    public static readonly Gen<FeatureSource[]> SomeSources = SomeDefinition.Array[_keys.Length].Select(
        definitions => definitions.Select((json, i) => new FeatureSource(_keys[i], i < 3, json)).ToArray());

    public static readonly Gen<Ruleset> Some = SomeSources.Select(sources => Ruleset.Compile(sources));

    public static readonly Gen<string[]> SomeMembers = Gen.Select(
        Gen.OneOf("\"id\": \"u1\"", "\"id\": \"u2\"", "\"id\": 7", "\"id\": \"\"", "\"targetingKey\": \"t\""),
        Gen.OneOf("\"country\": \"DE\"", "\"country\": \"IT\"", "\"country\": null", "\"city\": 1"),
        Gen.OneOf("\"age\": 5", "\"age\": 30", "\"tags\": [\"x\", 1]", "\"address\": {\"city\": \"Rom\"}"),
        Gen.OneOf("\"company\": \"c1\"", "\"company\": [1, 2]", "\"firm\": true"))
        .Select((id, country, age, company) => new[] { id, country, age, company });

    public static readonly Gen<string> SomeAttributes =
        SomeMembers.Select(members => $"{{{string.Join(',', members)}}}");

    public static readonly Gen<CallerInputs?> SomeInputs = Gen.Select(Gen.Int[0, 3], Gen.Int[-1, 2], Gen.Bool).Select(
        (kind, variation, isQa) => kind switch
        {
            0 => null,
            1 => new CallerInputs { Url = $"https://shop.example/?e={variation}", IsQaMode = isQa },
            2 => new CallerInputs
            {
                ForcedVariations = ImmutableDictionary<string, int>.Empty.Add("e", variation),
                RunsExperiments = !isQa,
            },
            _ => new CallerInputs { StickyBuckets = StickyBuckets.Empty.With(Remembered(variation)) },
        });

    private static StickyDocument Remembered(int variation) => new(
        "company",
        "c1",
        ImmutableDictionary<string, string>.Empty.Add("e__0", variation < 0 ? "gone" : $"{variation}"));
}
