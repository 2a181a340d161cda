using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Actors.Evaluation.Tests;

/// <summary>Every case of the specification that evaluates something whole, or draws a bucket: a row each.</summary>
public sealed class GoldenVectorTests
{
    public static TheoryData<string, string> Features => GoldenVectors.Rows("feature");

    public static TheoryData<string, string> Bandits => GoldenVectors.Rows("contextualBandit");

    public static TheoryData<string, string> Runs => GoldenVectors.Rows("run");

    public static TheoryData<string, string> StickyBucketRows => GoldenVectors.Rows("stickyBucket");

    public static TheoryData<string, string> Redirects => GoldenVectors.Rows("urlRedirect");

    public static TheoryData<string, string> Hashes => GoldenVectors.Rows("hash");

    public static TheoryData<string, string> Ranges => GoldenVectors.Rows("getBucketRange");

    public static TheoryData<string, string> Choices => GoldenVectors.Rows("chooseVariation");

    public static TheoryData<string, string> Namespaces => GoldenVectors.Rows("inNamespace");

    public static TheoryData<string, string> EqualWeights => GoldenVectors.Rows("getEqualWeights");

    /// <summary>Every section of the file has a test here or beside, which takes all of its rows.</summary>
    [Fact]
    public void No_section_is_lost() => Assert.Equal(
        [
            "chooseVariation", "contextualBandit", "decrypt", "evalCondition", "feature", "getBucketRange",
            "getEqualWeights", "getQueryStringOverride", "hash", "inNamespace", "run", "stickyBucket", "urlRedirect",
        ],
        GoldenVectors.Sections.Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Features))]
    [MemberData(nameof(Bandits))]
    public void Features_are_answered_as_the_specification_does(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var context = new GoldenContext(row[1]);
        var result = Evaluator.EvaluateFully(
            context.Ruleset, row[2].GetString()!, context.Subject, context.Inputs);
        AssertSame(name, row[3], Written(result));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void Experiments_run_as_the_specification_does(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var context = new GoldenContext(row[1], row[2].GetRawText());
        var result = Evaluator.Run(
            context.Ruleset, Assert.Single(context.Ruleset.Experiments), context.Subject, context.Inputs);
        AssertSame(name, row[3], Encoding.UTF8.GetString(result.ValueJson.Span));
        Assert.Equal((row[4].GetBoolean(), row[5].GetBoolean()), (result.IsIn, result.UsedHash));
    }

    [Theory]
    [MemberData(nameof(StickyBucketRows))]
    public void Sticky_buckets_hold_as_the_specification_says(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var context = new GoldenContext(row[1]);
        var keys = Evaluator.StickyKeys(context.Ruleset, context.Subject);
        var remembered = row[2].EnumerateArray().Select(Document).Where(document => keys.Contains(document.Key))
            .Aggregate(StickyBuckets.Empty, (buckets, document) => buckets.With(document));
        var result = Evaluator.EvaluateFully(
            context.Ruleset, row[3].GetString()!, context.Subject, context.Inputs with { StickyBuckets = remembered });
        AssertSame(name, row[4], Encoding.UTF8.GetString(
            result.Experiment is null ? "null"u8 : result.Experiment.ResultJson.Span));
        AssertSame(name, row[5], Written(result.StickyBuckets!));
    }

    [Theory]
    [MemberData(nameof(Redirects))]
    public void Visitors_are_redirected_as_the_specification_says(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var context = new GoldenContext(row[1]);
        var visit = Evaluator.Visit(context.Ruleset, context.Subject, context.Inputs);
        var written = visit.Exposures.Select(exposure => new
        {
            inExperiment = exposure.IsIn,
            urlRedirect = JsonElement.Parse(exposure.ValueJson.Span).GetProperty("urlRedirect"),
            urlWithParams = visit.RedirectUrl,
        });
        AssertSame(name, row[2], JsonSerializer.Serialize(written));
    }

    [Theory]
    [MemberData(nameof(Hashes))]
    public void Hashes_as_the_specification_does(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var bucket = Bucketing.Bucket(row[0].GetString(), row[1].GetString(), row[2].GetInt32());
        double? expected = row[3].ValueKind == JsonValueKind.Null ? null : row[3].GetDouble();
        Assert.True(expected == bucket, name);
    }

    [Theory]
    [MemberData(nameof(Ranges))]
    public void Ranges_lie_as_the_specification_says(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var weights = row[1].GetArrayLength() > 2 && row[1][2].ValueKind == JsonValueKind.Array
            ? row[1][2].EnumerateArray().Select(weight => weight.GetDouble()).ToImmutableArray()
            : (ImmutableArray<double>?)null;
        var coverage = row[1][1].ValueKind == JsonValueKind.Number ? row[1][1].GetDouble() : 1;
        var ranges = BucketRanges.Of(row[1][0].GetInt32(), coverage, weights);
        Assert.Equal(
            row[2].EnumerateArray().Select(range => (Rounded(range[0].GetDouble()), Rounded(range[1].GetDouble()))),
            ranges.Select(range => (Rounded(range.Start), Rounded(range.End))));
        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(Choices))]
    public void Variations_are_chosen_as_the_specification_does(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var ranges = row[2].EnumerateArray()
            .Select(range => new BucketRange(range[0].GetDouble(), range[1].GetDouble())).ToArray();
        Assert.True(row[3].GetInt32() == BucketRanges.Choose(row[1].GetDouble(), ranges), name);
    }

    [Theory]
    [MemberData(nameof(Namespaces))]
    public void Namespaces_hold_whom_the_specification_says(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var isIn = Bucketing.IsInNamespace(
            row[1].GetString(), row[2][0].GetString()!, row[2][1].GetDouble(), row[2][2].GetDouble());
        Assert.True(row[3].GetBoolean() == isIn, name);
    }

    [Theory]
    [MemberData(nameof(EqualWeights))]
    public void Weights_are_equal_as_the_specification_has_them(string name, string json)
    {
        var row = JsonElement.Parse(json);
        var weights = BucketRanges.EqualWeights(row[0].GetInt32());
        Assert.Equal(row[1].EnumerateArray().Select(weight => Rounded(weight.GetDouble())), weights.Select(Rounded));
        Assert.NotEmpty(name);
    }

    private static void AssertSame(string name, JsonElement expected, string actual) =>
        Assert.True(JsonElement.DeepEquals(expected, JsonElement.Parse(actual)), $"{name}\n{expected}\n{actual}");

    private static StickyDocument Document(JsonElement document) => new(
        document.GetProperty("attributeName").GetString()!,
        document.GetProperty("attributeValue").GetString()!,
        document.GetProperty("assignments").EnumerateObject()
            .ToImmutableDictionary(member => member.Name, member => member.Value.GetString()!));

    private static string Written(FeatureResult result)
    {
        var buffer = new ArrayBufferWriter<byte>();
        result.WriteTo(buffer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string Written(StickyBuckets buckets) => JsonSerializer.Serialize(
        buckets.Documents.ToDictionary(document => document.Key, document => new
        {
            attributeName = document.Value.AttributeName,
            attributeValue = document.Value.AttributeValue,
            assignments = document.Value.Assignments,
        }));

    // As the specification's own driver compares them.
    private static double Rounded(double number) => Math.Floor(number * 1e8) / 1e8;
}
