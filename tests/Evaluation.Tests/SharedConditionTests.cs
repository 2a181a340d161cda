using System.Buffers;
using System.Globalization;
using System.Text;
using CsCheck;

namespace Actors.Evaluation.Tests;

public sealed class SharedConditionTests
{
    private const string FromGermany =
        """{"defaultValue": 0, "rules": [{"condition": {"country": "DE"}, "force": 1}]}""";

    [Fact]
    public void Conditions_written_alike_are_one_also_in_a_later_ruleset()
    {
        var first = Ruleset.Compile([new("a", true, FromGermany), new("b", true, FromGermany)]);
        var second = first.With([new("c", true, FromGermany.Replace(" ", "", StringComparison.Ordinal))], []);

        Assert.Single(second.Vocabulary.Conditions);
        Assert.Single(second.Features.Select(feature => feature.Rules[0].Condition).Distinct());
    }

    [Theory]
    [InlineData("""{"country": {"$regex": "D"}}""")]
    [InlineData("""{"$or": [{"country": {"$inGroup": "g"}}, {"a": 1}]}""")]
    public void What_counts_with_its_feature_or_changes_with_a_group_is_not_shared(string condition)
    {
        var json = Given.Condition(condition);

        Assert.Empty(Ruleset.Compile([new("a", true, json), new("b", true, json)]).Vocabulary.Conditions);
    }

    [Fact]
    public void An_attribute_said_later_is_answered_anew()
    {
        var ruleset = Given.Ruleset(FromGermany);
        var subject = Given.Subject(ruleset, """{"id": "u"}""");

        Assert.Equal("0", Given.Value(Evaluator.Evaluate(ruleset, ruleset.Features[0], subject)));
        subject.SetDefault("country", "DE");
        Assert.Equal("1", Given.Value(Evaluator.Evaluate(ruleset, ruleset.Features[0], subject)));
        subject.Override("country", "FR");
        Assert.Equal("0", Given.Value(Evaluator.Evaluate(ruleset, ruleset.Features[0], subject)));
        subject.Forget(ruleset);
        subject.SetDefault("country", "DE");
        Assert.Equal("1", Given.Value(Evaluator.Evaluate(ruleset, ruleset.Features[0], subject)));
    }

    [Fact]
    public void Conditions_that_nobody_asks_any_more_are_forgotten()
    {
        var ruleset = Ruleset.Empty;
        for (var age = 0; age < 500; age++)
        {
            var json = Given.Condition($$"""{"age": {{age.ToString(CultureInfo.InvariantCulture)}}}""");
            ruleset = ruleset.With([new("feature", true, json)], []);
        }

        Assert.InRange(ruleset.Vocabulary.Conditions.Length, 1, 70);
    }

    [Fact]
    public void Bounds_hold_the_buckets_that_the_range_or_the_coverage_holds() =>
        Gen.Select(Gen.Int[-1, 10_001], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Sample((step, one, other) =>
        {
            var (start, end) = (Math.Min(one, other) / 10_000.0, Math.Max(one, other) / 10_000.0);
            foreach (var bucket in new[] { step / 10_000.0, start, end, double.NaN })
            {
                Assert.Equal(
                    new BucketRange(start, end).Contains(bucket),
                    BucketBounds.Of(new BucketRange(start, end)).Contain(bucket));
                Assert.Equal(end > 0 && bucket >= 0 && bucket <= end, BucketBounds.OfCoverage(end).Contain(bucket));
            }
        });

    [Fact]
    public void The_bulk_answer_of_a_later_ruleset_keeps_the_pieces_of_features_that_did_not_change()
    {
        var first = Ruleset.Compile([new("a", true, FromGermany), new("z", true, FromGermany)]);
        var later = first.With(
            [new("m", true, """{"defaultValue": "between"}"""), new("a", true, """{"defaultValue": "first"}""")], []);

        Assert.Equal(
            """[{"key":"a","reason":"STATIC","value":"first"},{"key":"m","reason":"STATIC","value":"between"},"""
            + """{"key":"z","reason":"TARGETING_MATCH","value":1}]""",
            Bulk(later, """{"country": "DE"}"""));
    }

    private static string Bulk(Ruleset ruleset, string attributes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        OfrepFlags.Write(ruleset, Given.Subject(ruleset, attributes), buffer, new byte[ruleset.Features.Length]);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
