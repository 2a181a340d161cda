using System.Globalization;
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

    /// <summary>Pearson's χ² over 100 bins (99 degrees of freedom) exceeds 160.2 once in 10,000 fair draws.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Buckets_are_uniform(int version)
    {
        for (var rollout = 0; rollout < 20; rollout++)
        {
            var draw = new Random(rollout);
            var counts = new int[100];
            for (var subject = 0; subject < 20_000; subject++)
            {
                var id = draw.NextInt64().ToString("x16", CultureInfo.InvariantCulture);
                counts[(int)(Bucketing.Bucket($"rollout-{rollout}", id, version)!.Value * 100)]++;
            }
            Assert.True(ChiSquare(counts, 200) < 160.2, $"rollout {rollout}: χ² = {ChiSquare(counts, 200)}");
        }
    }

    private static double ChiSquare(int[] counts, double expected) =>
        counts.Sum(count => (count - expected) * (count - expected) / expected);
}
