using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class ConditionRobustnessTests
{
    private static readonly Gen<string> _words = Gen.OneOf(
        "a", "a.0", "", "v1.2-3", "(a+)+$", "[", "\\\\d", "g", "é", "😀", "number", "*://?#[]@", "type", "pattern",
        "include", "$and", "$or", "$nor", "$not", "$in", "$nin", "$ini", "$nini", "$all", "$alli", "$size", "$type",
        "$elemMatch", "$regex", "$regexi", "$inGroup", "$notInGroup", "$veq", "$vne", "$vgt", "$vgte", "$vlt",
        "$vlte", "$exists", "$bogus")
        .Select(word => $"\"{word}\"");

    private static readonly Gen<string> _scalars =
        Gen.OneOf(_words, Gen.OneOf("null", "true", "false", "0", "-0", "1e21", "0.5", "1e999"));

    private static readonly Gen<string> _json = Gen.Recursive<string>(
        (depth, json) => depth > 6 ? _scalars : Gen.Frequency(
        (2, _scalars),
        (2, json.Array[0, 3].Select(items => $"[{string.Join(',', items)}]")),
        (5, Gen.Select(_words, json).Array[0, 4].Select(
            members => $"{{{string.Join(',', members.Select(member => $"{member.Item1}:{member.Item2}"))}}}"))));

    private static readonly Gen<string> _signs = Gen.OneOf(
        Gen.OneOf("(", ")", "(?:", "(?=", "(?<!", "(?<n>", "[", "[^", "]", "{", "}", "{2,", "*", "+?", "-", "^", "$"),
        Gen.OneOf("\\", "\\1", "\\k<n>", "\\b", "\\d", "\\x4", "\\u00e9", "\\c", ".", "|", "a", "B", "é", "\ud83d"));

    [Fact]
    public void No_condition_and_no_value_makes_asking_throw()
    {
        var groups = Conditions.Groups("""{"g": [1, "a"]}""");
        Gen.Select(_json, _json).Sample((published, sent) =>
        {
            var findings = new Findings("feature");
            var compiled = new ConditionCompiler(findings, groups).Compile(Conditions.Read(published), "");
            var negated = new ConditionCompiler(findings, groups)
                .Compile(Conditions.Read($$"""{"$not": {{published}}}"""), "");
            var value = Conditions.Read(sent);
            Assert.Equal(compiled is null, negated is null);
            Assert.Equal(compiled?.Matches(value), !negated?.Matches(value));
        });
    }

    [Fact]
    public void No_pattern_makes_translating_or_matching_throw() =>
        Gen.Select(_signs.Array[0, 12], _signs.Array[0, 12], Gen.Bool).Sample((pattern, text, ignoresCase) =>
        {
            var isPattern = ScriptPattern.TryCompile(
                string.Concat(pattern), ignoresCase, new PatternMeter(), out var compiled, out var problem);
            Assert.Equal((isPattern, !isPattern), (compiled is not null, problem is not null));
            compiled?.IsMatch(string.Concat(text));
        });

    [Fact]
    public void No_address_makes_targeting_or_redirecting_throw() =>
        Gen.Select(Gen.String[0, 30], _json, Gen.OneOf("", "http://", "//", "x:", "http://[", "?", "#")).Sample(
            (random, targets, start) =>
            {
                var url = start + random;
                UrlTargets.Compile(Conditions.Read(targets), "", new Findings("feature"))?.Match(UrlTargets.Parse(url));
                Assert.NotNull(Redirection.KeepQuery("http://a.b/?x=%", url));
                Assert.NotEqual(7, QueryStringOverride.Find("x", url, 2));
            });
}
