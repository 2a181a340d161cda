using System.Text.Json;

namespace Actors.Statistics.Tests;

/// <summary>The published cases of gbstats' own tests, each under a name that says what it is about.</summary>
internal static class GoldenCases
{
    private static readonly JsonElement _cases = JsonElement.Parse(
        File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Vectors", "gbstats-cases.json")));

    public static TheoryData<string, string> Rows(string section) =>
        [.. _cases.GetProperty(section).EnumerateArray().Select((row, index) => (Title(row, index), row.GetRawText()))];

    /// <summary>To half of the last digit that the case says, of this member or of all.</summary>
    public static void Same(JsonElement row, string name, double actual)
    {
        if (!row.GetProperty("expected").TryGetProperty(name, out var expected))
            return;
        var digits = Number(row, $"{name}Digits") ?? Number(row, "digits") ?? throw new KeyNotFoundException("digits");
        Close(expected.GetDouble(), actual, (int)digits);
    }

    public static void Close(double expected, double actual, int digits) =>
        Assert.InRange(actual - expected, -0.5000001 * Math.Pow(10, -digits), 0.5000001 * Math.Pow(10, -digits));

    public static Effect Effect(JsonElement row) => Statistics.Effect.Between(
        Sample(row.GetProperty("control")), Sample(row.GetProperty("treatment")), Kind(row));

    public static DifferenceKind Kind(JsonElement row) =>
        Text(row, "difference") is "absolute" ? DifferenceKind.Absolute : DifferenceKind.Relative;

    public static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetString() : null;

    public static double? Number(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.GetDouble() : null;

    public static double[] Numbers(JsonElement row, string name) =>
        [.. row.GetProperty(name).EnumerateArray().Select(number => number.GetDouble())];

    public static GaussianPrior? Prior(JsonElement row) =>
        row.TryGetProperty("prior", out _) ? new(Numbers(row, "prior")[0], Numbers(row, "prior")[1]) : null;

    public static Sample Sample(JsonElement row)
    {
        double Of(string name) => Number(row, name) ?? 0;
        var count = row.GetProperty("n").GetInt64();
        var moments = new Moments(
            count, Of("sum"), Of("sumOfSquares"), Of("otherSum"), Of("otherSumOfSquares"), Of("sumOfProducts"));
        return Text(row, "kind") switch
        {
            "mean" => Statistics.Sample.OfMean(moments),
            "proportion" => Statistics.Sample.OfProportion(count, moments.SumX),
            "ratio" => Statistics.Sample.OfRatio(moments),
            "adjusted-mean" => Statistics.Sample.OfAdjustedMean(moments),
            "adjusted-proportion" => Statistics.Sample.OfAdjustedProportion(moments),
            "adjusted-ratio" => Statistics.Sample.OfAdjustedRatio(History(row, count)),
            "quantile" => new QuantileSample(count, count, Of("level"), Of("value"), Of("lower"), Of("upper")),
            var other => throw new InvalidOperationException($"a sample of kind {other}"),
        };
    }

    private static RatioHistory History(JsonElement row, long count)
    {
        Moments Of(string name) => Numbers(row, name) is var sums
            ? new Moments(count, sums[0], sums[1], sums[2], sums[3], sums[4])
            : default;
        var cross = Numbers(row, "cross");
        return new RatioHistory(Of("after"), Of("before"), cross[0], cross[1], cross[2], cross[3]);
    }

    private static string Title(JsonElement row, int index) => Text(row, "name") ?? $"{index}";
}
