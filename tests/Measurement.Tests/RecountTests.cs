using System.Collections.Immutable;
using CsCheck;

namespace Actors.Measurement.Tests;

/// <summary>The fold, whatever the order of arrival, is the plain recount of the log, exactly.</summary>
public sealed class RecountTests
{
    private static readonly Gen<MetricDefinition> _metric =
        from kind in Gen.Enum<MetricKind>()
        from delay in Gen.Int[0, 6]
        from window in Gen.Int[1, 20]
        from hasWindow in Gen.Bool
        from lookback in Gen.Int[0, 10]
        from cap in Gen.OneOf(Gen.Const((long?)null), Gen.Const((long?)3_000_000), Gen.Const((long?)250_000))
        from percentile in Gen.Bool
        from quantities in Gen.Select(Gen.Enum<Quantity>(), Gen.Enum<Quantity>())
        select Some.Of(kind) with
        {
            Delay = TimeSpan.FromHours(delay),
            Window = hasWindow ? TimeSpan.FromHours(window) : null,
            Lookback = kind == MetricKind.Ratio ? TimeSpan.Zero : TimeSpan.FromHours(lookback),
            Denominator = kind == MetricKind.Ratio ? "visit" : null,
            Numerator = quantities.Item1,
            Below = quantities.Item2,
            Cap = kind is MetricKind.Sum or MetricKind.Count or MetricKind.Mean ? cap : null,
            CapPercentile = percentile && kind == MetricKind.Sum && cap is null ? 0.8 : null,
        };

    private static readonly Gen<MeasuredEvent> _event =
        from isExposure in Gen.Int[0, 2]
        from subject in Gen.Int[0, 5]
        from hour in Gen.Int[-12, 30]
        from value in Gen.OneOf(Gen.Long[-2_000_000, 5_000_000], Gen.Const(Millionths.Max), Gen.Const(-Millionths.Max))
        from count in Gen.Int[0, 3]
        from variation in Gen.Int[0, 9]
        from country in Gen.OneOf(Gen.Const("CH"), Gen.Const("DE"))
        from key in Gen.OneOf(Gen.Const("buy"), Gen.Const("visit"))
        from sdk in Gen.OneOf(Gen.Const((string?)null), Gen.Const<string?>("js"), Gen.Const<string?>("swift"))
        from ruleset in Gen.OneOf(Gen.Const((long?)null), Gen.Const<long?>(1), Gen.Const<long?>(2))
        select isExposure == 0
            ? Told(
                Some.Exposure($"u{subject}", hour, variation == 9 ? "b" : subject % 2 == 0 ? "a" : "b", country),
                sdk,
                ruleset)
            : Some.Metric($"u{subject}", hour, 0, key, count) with { Value = value };

    private static readonly Gen<(MeasuredExperiment Experiment, MeasuredEvent[] Log)> _case =
        from metrics in _metric.Array[1, 4]
        from log in _event.Array[0, 60]
        from stops in Gen.Bool
        select (
            Some.Experiment(metrics) with { Stopped = stops ? Some.Start.AddHours(20) : null },
            log);

    [Fact]
    public void In_any_order_and_with_repetitions_the_fold_is_the_recount()
    {
        var shuffled =
            from one in _case
            from arrival in Gen.Shuffle(one.Log)
            from repeated in Gen.Int[0, arrival.Length]
            select (one.Experiment, one.Log, Arrival: arrival.Concat(arrival.Take(repeated)).ToArray());
        shuffled.Sample(
            one =>
            {
                var sums = Counter.Count(one.Experiment, one.Arrival);
                Assert.Null(Recount.Of(one.Experiment, one.Log).DifferenceTo(sums));
                AssertSame(Counter.Count(one.Experiment, one.Log), sums);
            },
            iter: 2_000);
    }

    [Fact]
    public void Partitions_together_and_after_a_restart_are_the_recount()
    {
        _case.Sample(
            one =>
            {
                var halves = one.Log.GroupBy(some => some.Subject.Partition)
                    .Select(some => Counter.Count(one.Experiment, some))
                    .Select(sums => new ExperimentTally(sums).Sums())
                    .Aggregate(ExperimentSums.Empty(one.Experiment), (sum, part) => sum.Plus(part));
                Assert.Null(Recount.Of(one.Experiment, one.Log).DifferenceTo(halves));
                AssertSame(Counter.Count(one.Experiment, one.Log), halves);
            },
            iter: 500);
    }

    [Fact]
    public void The_dimensions_together_are_the_whole()
    {
        _case.Sample(
            one =>
            {
                var sums = Counter.Count(one.Experiment, one.Log);
                for (var variation = 0; variation < 2; variation++)
                {
                    var parts = sums.Dimensions.Select(value => value.Variations[variation]).ToList();
                    Assert.Equal(sums.Variations[variation].Subjects, parts.Sum(part => part.Subjects));
                    for (var metric = 0; metric < one.Experiment.Metrics.Length; metric++)
                    {
                        Assert.Equal(
                            sums.Variations[variation].Metrics[metric].All,
                            parts.Aggregate(default(MomentSums), (sum, part) => sum.Plus(part.Metrics[metric].All)));
                    }
                }
            },
            iter: 500);
    }

    [Fact]
    public void A_wrong_sum_is_told()
    {
        MeasuredEvent[] log = [Some.Exposure("u", 1, "a"), Some.Metric("u", 2)];
        var experiment = Some.Experiment(Some.Of(MetricKind.Count));
        Assert.NotNull(Recount.Of(experiment, log).DifferenceTo(Counter.Count(experiment, log.Take(1))));
    }

    private static MeasuredEvent Told(MeasuredEvent one, string? sdk, long? ruleset) => one with
    {
        Exposure = one.Exposure! with
        {
            Sdk = sdk,
            SdkVersion = sdk is null ? null : "1.8.0",
            RulesetVersion = ruleset,
        },
    };

    private static void AssertSame(ExperimentSums expected, ExperimentSums sums)
    {
        Assert.Equal(expected.Mixed, sums.Mixed);
        Assert.Equal(Flat(expected.Variations), Flat(sums.Variations));
        Assert.Equal(
            expected.Dimensions.Where(HasSubjects).Select(one => (one.Value, string.Join(';', Flat(one.Variations)))),
            sums.Dimensions.Where(HasSubjects).Select(one => (one.Value, string.Join(';', Flat(one.Variations)))));
    }

    private static bool HasSubjects(DimensionSums sums) => sums.Variations.Any(variation => variation.Subjects > 0);

    private static IEnumerable<(long, MomentSums, string)> Flat(ImmutableArray<VariationSums> sums) =>
        from variation in sums
        from metric in variation.Metrics
        select (variation.Subjects, metric.All, string.Join(';', metric.Buckets));
}
