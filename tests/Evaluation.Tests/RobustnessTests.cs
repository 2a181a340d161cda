using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class RobustnessTests
{
    private static readonly Gen<string> _words = Gen.OneOf(
        "a", "b.0", "", "1", "\\ud800", "\\u0000", "$and", "$or", "$nor", "$not", "$in", "$nin", "$gt", "$lte",
        "$exists", "$eq", "$regex", "$bogus", "rules", "defaultValue", "force", "condition", "coverage", "hashVersion",
        "seed", "id", "variations", "weights", "ranges", "meta", "filters", "namespace", "parentConditions", "range",
        "contextualVariations", "hashAttribute", "fallbackAttribute", "key", "$elemMatch", "$all", "$size", "$veq")
        .Select(word => $"\"{word}\"");

    private static readonly Gen<string> _scalars =
        Gen.OneOf(_words, Gen.OneOf("null", "true", "false", "0", "-0", "1", "2", "0.5", "1e999", "-1e-999"));

    private static readonly Gen<string> _json = Gen.Recursive<string>(
        (depth, json) => depth > 6 ? _scalars : Gen.Frequency(
        (2, _scalars),
        (2, json.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
        (5, Gen.Select(_words, json).Array[0, 4].Select(
            members => $"{{{string.Join(',', members.Select(member => $"{member.Item1}:{member.Item2}"))}}}"))));

    [Fact]
    public void No_definition_makes_compiling_or_evaluating_throw() =>
        Gen.Select(_json, _json, Gen.Int[0, 3]).Sample((published, sent, shape) =>
        {
            var definition = shape switch
            {
                0 => published,
                1 => $$"""{"defaultValue": 0, "rules": [{"variations": [1, 2], "key": "k", "meta": {{published}}}]}""",
                2 => $$"""{"defaultValue": 0, "rules": [{{published}}]}""",
                _ => $$"""{"defaultValue": 0, "rules": [{"force": 1, "condition": {{published}}}]}""",
            };
            var attributes = sent.StartsWith('{') && !sent.Contains("\\ud800", StringComparison.Ordinal) ? sent : "{}";
            var outcome = Given.Evaluate(definition, attributes);
            Assert.True(Enum.IsDefined(outcome.Reason));
        });

    [Fact]
    public void No_bytes_make_parsing_attributes_throw() =>
        Gen.OneOf(Gen.Byte.Array[0, 40], Gen.Select(_json, Gen.Int[0, 30]).Select(Cut)).Sample(bytes =>
        {
            var isSubject = Subject.TryParse(Given.Curious, bytes, out var subject, out var problem);
            Assert.Equal((isSubject, !isSubject), (subject is not null, problem is not null));
        });

    private static byte[] Cut(string json, int missing) =>
        System.Text.Encoding.UTF8.GetBytes(json[..Math.Max(0, json.Length - missing)]);
}
