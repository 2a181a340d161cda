using System.Globalization;
using CsCheck;

namespace Actors.Evaluation.Tests;

/// <summary>What a percentage promises, over many subjects.</summary>
public sealed class BucketPropertyTests
{
    private const int Pairs = 300_000;
    private const int Bins = 100;

    /// <summary>Pearson's χ² over 100 bins (99 degrees of freedom) exceeds 160.2 once in 10,000 fair draws.</summary>
    private const double Unlikely = 160.2;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Buckets_are_uniform_over_a_million_subjects(int version)
    {
        var counts = new int[Bins];
        var hash = new BucketHash(0, 0, "id", "rollout", version);
        Draw(version, 1_000_000, id => counts[Step(hash.Of(id), Bins)]++);
        AssertFair(counts, 1_000_000, $"ids of seed {version}");
    }

    /// <summary>Ten parts of the one against ten of the other: 99 degrees of freedom, at most.</summary>
    [Fact]
    public void Experiments_of_different_seeds_are_independent()
    {
        var counts = Together("experiment-a", "experiment-b", version: 2);
        AssertFair(counts, Pairs, "ids of seed 3");
    }

    /// <summary>Why new rules should say version 2; the README warns of it.</summary>
    [Fact]
    public void With_the_first_hash_version_seeds_that_differ_at_their_end_are_not_independent() =>
        Assert.True(
            ChiSquare(Together("experiment-a", "experiment-b", version: 1), Pairs / (double)Bins) > 10 * Unlikely);

    [Fact]
    public void Parts_of_a_namespace_share_nobody_and_leave_out_nobody() =>
        Gen.Select(Gen.Double[0, 1].Array[1, 4], Gen.String, Gen.String.AlphaNumeric).Sample((cuts, id, name) =>
        {
            double[] bounds = [0, .. cuts.Order(), 1];
            var parts = bounds.Zip(bounds.Skip(1)).Count(
                part => Bucketing.IsInNamespace(id, name, part.First, part.Second));
            Assert.Equal(1, parts);
        });

    [Fact]
    public void Experiments_in_parts_of_a_namespace_that_do_not_overlap_share_no_subject()
    {
        var ruleset = Ruleset.Compile(
        [
            new("one", true, """{"rules": [{"variations": [1, 2], "namespace": ["shared", 0, 0.4]}]}"""),
            new("two", true, """{"rules": [{"variations": [1, 2], "namespace": ["shared", 0.4, 1]}]}"""),
        ]);
        var taking = new int[2];
        for (var n = 0; n < 5_000; n++)
        {
            var subject = Given.Subject(ruleset, $$"""{"id": "user-{{n}}"}""");
            var isIn = ruleset.Features
                .Select(feature => Evaluator.Evaluate(ruleset, feature, subject).Source == Source.Experiment).ToArray();
            Assert.True(isIn[0] ^ isIn[1]);
            taking[isIn[0] ? 0 : 1]++;
        }
        Assert.InRange(taking[0], 1_850, 2_150);
    }

    [Fact]
    public void Raising_the_coverage_of_an_experiment_keeps_everybody_and_their_variations() =>
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Double[0.01, 0.98], Gen.Double[0, 1]).Sample(
            (one, other, weight, bucket) =>
            {
                int Variation(double coverage) =>
                    BucketRanges.Choose(bucket, BucketRanges.Of(2, coverage, [weight, 1 - weight]).AsSpan());
                var before = Variation(Math.Min(one, other));
                return before < 0 || before == Variation(Math.Max(one, other));
            });

    [Fact]
    public void Buckets_drawn_side_by_side_are_those_drawn_alone() =>
        Gen.Select(Gen.String, Gen.String.Array[1, 40], Gen.Int[1, 2]).Sample((id, seeds, version) =>
        {
            var hashes = seeds.Select((seed, index) => new BucketHash(index, 0, "id", seed, version)).ToArray();
            var buckets = new double[hashes.Length];
            new BucketGroup(0, hashes).Draw(id, buckets);
            Assert.Equal(seeds.Select(seed => Bucketing.Bucket(seed, id, version)!.Value), buckets);
        });

    [Fact]
    public void The_second_hash_reads_the_first_as_a_decimal_number()
    {
        uint[] edges = [0, 9, 10, 99, 100, 9_999, 10_000, 99_999, 100_000, 100_001, 999_999_999, 1_000_000_000];
        foreach (var hash in edges)
            Assert.Equal(Written(hash), Bucketing.FromSecondVersion(hash));
        Gen.UInt.Sample(hash => Bucketing.FromSecondVersion(hash) == Written(hash));
    }

    [Fact]
    public void Eight_hashes_at_a_time_fall_into_the_buckets_of_each_alone()
    {
        uint[] edges =
        [
            0, 1, 9, 10, 99, 100, 999, 1_000, 1_999, 9_999, 10_000, 29_999, 30_000, 99_999, 100_000, 199_999,
            999_999, 1_000_000, 9_999_999, 10_000_000, 99_999_999, 100_000_000, 999_999_999, 1_000_000_000,
            int.MaxValue, 1u << 31, 4_294_900_000, 4_294_899_999, 4_294_967_000, 4_294_967_294, uint.MaxValue, 7,
        ];
        AssertAlike(edges);
        Gen.UInt.Array[8].Sample(AssertAlike, iter: 200_000);

        static void AssertAlike(uint[] hashes)
        {
            Span<double> buckets = stackalloc double[hashes.Length];
            BucketLanes.Of(hashes, isFirstVersion: true, buckets);
            for (var lane = 0; lane < hashes.Length; lane++)
                Assert.Equal(Bucketing.FromFirstVersion(hashes[lane]), buckets[lane]);
            BucketLanes.Of(hashes, isFirstVersion: false, buckets);
            for (var lane = 0; lane < hashes.Length; lane++)
                Assert.Equal(Bucketing.FromSecondVersion(hashes[lane]), buckets[lane]);
        }
    }

    private static double Written(uint hash) =>
        Bucketing.Fold(hash.ToString(CultureInfo.InvariantCulture)) % 10_000 / 10_000.0;

    private static int[] Together(string seed, string other, int version)
    {
        var counts = new int[Bins];
        var (one, two) = (new BucketHash(0, 0, "id", seed, version), new BucketHash(0, 0, "id", other, version));
        Draw(3, Pairs, id => counts[(Step(one.Of(id), 10) * 10) + Step(two.Of(id), 10)]++);
        return counts;
    }

    private static void Draw(int seed, int count, Action<ReadOnlySpan<char>> use)
    {
        var draw = new Random(seed);
        Span<char> id = stackalloc char[16];
        for (var n = 0; n < count; n++)
        {
            draw.NextInt64().TryFormat(id, out _, "x16", CultureInfo.InvariantCulture);
            use(id);
        }
    }

    // In whole steps: 0.29 * 100 is a little less than 29.
    private static int Step(double bucket, int parts) => (int)Math.Round(bucket * 10_000) / (10_000 / parts);

    private static void AssertFair(int[] counts, int draws, string seed)
    {
        var chiSquare = ChiSquare(counts, draws / (double)Bins);
        Assert.True(chiSquare < Unlikely, $"{seed}: χ² = {chiSquare}");
    }

    private static double ChiSquare(int[] counts, double expected) =>
        counts.Sum(count => (count - expected) * (count - expected) / expected);
}
