using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class BucketingTests
{
    [Theory]
    [InlineData("seed", "é", 0.137, 0.8663)]
    [InlineData("seed", "e\u0301", 0.438, 0.331)]
    [InlineData("seed", "日本", 0.545, 0.9652)]
    [InlineData("seed", "😀", 0.429, 0.4346)]
    [InlineData("größe", "ÅÄÖ", 0.711, 0.4704)]
    [InlineData("feature", "пользователь-7", 0.74, 0.2521)]
    public void Text_beyond_ASCII_is_hashed_by_UTF_16_code_units(string seed, string value, double first, double second)
    {
        Assert.Equal(first, Bucketing.Bucket(seed, value, 1));
        Assert.Equal(second, Bucketing.Bucket(seed, value, 2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    public void An_unknown_hash_version_has_no_buckets(int version) =>
        Assert.Null(Bucketing.Bucket("seed", "value", version));

    [Fact]
    public void A_bucket_is_a_whole_number_of_steps_below_one() =>
        Gen.Select(Gen.String, Gen.String, Gen.Int[1, 2]).Sample((seed, value, version) =>
        {
            var steps = version == 1 ? 1_000 : 10_000;
            var bucket = Bucketing.Bucket(seed, value, version);
            Assert.InRange(bucket!.Value, 0, 1 - (1.0 / steps));
            Assert.Equal(Math.Round(bucket.Value * steps) / steps, bucket.Value);
        });

    [Theory]
    [InlineData("1", "1")]
    [InlineData("1.0", "1")]
    [InlineData("1e21", "1e+21")]
    [InlineData("123456789012345680000", "123456789012345680000")]
    [InlineData("0.1", "0.1")]
    [InlineData("1e-7", "1e-7")]
    [InlineData("-5", "-5")]
    [InlineData("true", "true")]
    [InlineData("[1, \"a\", null]", "1,a,")]
    [InlineData("{}", "[object Object]")]
    [InlineData("\"größer-😀\"", "größer-😀")]
    public void An_id_of_any_type_is_hashed_as_JavaScript_writes_it(string json, string text)
    {
        foreach (var version in new[] { 1, 2 })
        {
            var definition = $$"""{"rules": [{"variations": [1, 2], "hashVersion": {{version}}}]}""";
            var ruleset = Given.Ruleset(definition);
            var subject = Given.Subject(ruleset, $$"""{"id": {{json}}}""");
            var result = Evaluator.EvaluateFully(ruleset, "feature", subject);
            Assert.Equal(Bucketing.Bucket("feature", text, version), result.Experiment!.Bucket);
        }
    }

    [Theory]
    [InlineData("-0")]
    [InlineData("0")]
    [InlineData("\"\"")]
    [InlineData("false")]
    [InlineData("null")]
    public void Nothing_falsy_is_hashed(string json)
    {
        const string Everybody = """{"rules": [{"force": 1, "range": [0, 1]}, {"variations": [1, 2]}]}""";
        Assert.Equal(Reason.Default, Given.Evaluate(Everybody, $$"""{"id": {{json}}}""").Reason);
    }

    [Fact]
    public void A_text_of_64_KB_is_hashed_whole()
    {
        var text = new string('ü', 65_535);
        var bucket = Bucketing.Bucket("feature", text + "a", 2);
        Assert.NotEqual(bucket, Bucketing.Bucket("feature", text + "b", 2));
        var ruleset = Given.Ruleset("""{"rules": [{"variations": [1, 2], "hashVersion": 2}]}""");
        var subject = Given.Subject(ruleset, $$"""{"id": "{{text}}a"}""");
        Assert.Equal(bucket, Evaluator.EvaluateFully(ruleset, "feature", subject).Experiment!.Bucket);
        Assert.Equal(65_536, subject.TextLength("id"));
    }
}
