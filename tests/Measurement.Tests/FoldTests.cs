namespace Actors.Measurement.Tests;

public sealed class FoldTests
{
    [Fact]
    public void An_exposure_that_comes_after_its_conversions_counts_them()
    {
        var sums = Counter.Count(
            Some.Experiment(Some.Of(MetricKind.Sum)),
            [Some.Metric("u", 2, 10), Some.Metric("u", 3, 5), Some.Exposure("u", 1, "b")]);
        Assert.Equal(15, sums.Variations[1].Metrics[0].All.ToMoments().SumX);
    }

    [Fact]
    public void An_earlier_exposure_that_comes_later_moves_the_window()
    {
        var metric = Some.Of(MetricKind.Count) with { Window = TimeSpan.FromHours(2) };
        var sums = Counter.Count(
            Some.Experiment(metric), [Some.Exposure("u", 4, "a"), Some.Metric("u", 5), Some.Exposure("u", 1, "a")]);
        Assert.Equal(0, sums.Variations[0].Metrics[0].All.ToMoments().SumX);
        Assert.Equal(1, sums.Variations[0].Subjects);
    }

    [Fact]
    public void A_subject_seen_in_two_variations_counts_for_neither_and_is_counted()
    {
        var sums = Counter.Count(
            Some.Experiment(Some.Of(MetricKind.Conversion)),
            [Some.Exposure("u", 1, "a"), Some.Metric("u", 2), Some.Exposure("u", 3, "b"), Some.Exposure("v", 1, "a")]);
        Assert.Equal(1, sums.Mixed);
        Assert.Equal([1, 0], sums.Variations.Select(variation => variation.Subjects));
        Assert.Equal(0, sums.Variations[0].Metrics[0].All.ToMoments().SumX);
    }

    [Theory]
    [InlineData(MetricKind.Conversion, 1)]
    [InlineData(MetricKind.Count, 4)]
    [InlineData(MetricKind.Sum, 30)]
    [InlineData(MetricKind.Mean, 7.5)]
    public void Each_kind_counts_what_it_says(MetricKind kind, double expected)
    {
        var sums = Counter.Count(
            Some.Experiment(Some.Of(kind)),
            [Some.Exposure("u", 1, "a"), Some.Metric("u", 1, 20, count: 3), Some.Metric("u", 2, 10)]);
        var moments = sums.Variations[0].Metrics[0].Moments(null);
        Assert.Equal(expected, moments.SumX);
        Assert.Equal(expected * expected, moments.SumXX);
        Assert.Equal(1, moments.Count);
    }

    [Fact]
    public void Retention_counts_only_within_its_window()
    {
        var metric = Some.Of(MetricKind.Retention) with
        {
            Delay = TimeSpan.FromHours(24),
            Window = TimeSpan.FromHours(24),
        };
        var sums = Counter.Count(
            Some.Experiment(metric),
            [
                Some.Exposure("early", 0, "a"), Some.Metric("early", 23.9),
                Some.Exposure("kept", 0, "a"), Some.Metric("kept", 24),
                Some.Exposure("late", 0, "a"), Some.Metric("late", 48),
            ]);
        Assert.Equal(1, sums.Variations[0].Metrics[0].All.ToMoments().SumX);
        Assert.Equal(3, sums.Variations[0].Subjects);
    }

    [Fact]
    public void A_ratio_keeps_both_quantities_and_how_they_go_together()
    {
        var metric = Some.Of(MetricKind.Ratio) with { Denominator = "order", Below = Quantity.Count };
        var sums = Counter.Count(
            Some.Experiment(metric),
            [
                Some.Exposure("u", 0, "a"), Some.Metric("u", 1, 12), Some.Metric("u", 1, key: "order"),
                Some.Metric("u", 2, key: "order"), Some.Exposure("v", 0, "a"), Some.Metric("v", 1, 5),
            ]);
        Assert.Equal(
            new MeasuredMoments(2, 17, 144 + 25, 2, 4, 24), sums.Variations[0].Metrics[0].All.ToMoments());
    }

    [Fact]
    public void What_was_before_the_exposure_is_the_covariate_as_far_as_the_metric_looks_back()
    {
        var metric = Some.Of(MetricKind.Sum) with { Lookback = TimeSpan.FromHours(10) };
        var sums = Counter.Count(
            Some.Experiment(metric),
            [Some.Metric("u", 1, 100), Some.Metric("u", 5, 3), Some.Exposure("u", 12, "b"), Some.Metric("u", 13, 2)]);
        Assert.Equal(new MeasuredMoments(1, 2, 4, 3, 9, 6), sums.Variations[1].Metrics[0].All.ToMoments());
    }

    [Fact]
    public void An_absolute_cap_bounds_what_a_subject_counts_for()
    {
        var metric = Some.Of(MetricKind.Sum) with { Cap = 50 * Millionths.One };
        var sums = Counter.Count(
            Some.Experiment(metric),
            [Some.Exposure("u", 0, "a"), Some.Metric("u", 1, 40), Some.Metric("u", 1, 40), Some.Metric("u", 2, -10)]);
        Assert.Equal(50, sums.Variations[0].Metrics[0].All.ToMoments().SumX);
    }

    [Fact]
    public void A_percentile_caps_all_variations_at_the_same_value()
    {
        var metric = Some.Of(MetricKind.Sum) with { CapPercentile = 0.9, Lookback = TimeSpan.FromHours(1) };
        var events = Enumerable.Range(1, 100).SelectMany(number => new[]
        {
            Some.Exposure($"u{number}", 1, number % 2 == 0 ? "a" : "b"), Some.Metric($"u{number}", 0.5, 2),
            Some.Metric($"u{number}", 2, number == 100 ? 1e6 : number),
        });
        var sums = Counter.Count(Some.Experiment(metric), events);
        var metrics = sums.Variations.Select(variation => variation.Metrics[0]).ToList();
        var cap = MetricSums.CapOf(metric, metrics)!.Value;
        Assert.InRange(cap / 1e6, 90, 91);

        var moments = metrics[0].Moments(cap);
        var expected = Enumerable.Range(1, 50).Sum(half => Math.Min(2 * half, cap / 1e6));
        Assert.Equal(expected, moments.SumX, 6);
        Assert.Equal(2 * expected, moments.SumXY, 6);
        Assert.Equal(100, moments.SumY);
    }

    [Fact]
    public void Sums_are_kept_apart_by_the_dimension_of_the_first_exposure()
    {
        var sums = Counter.Count(
            Some.Experiment(Some.Of(MetricKind.Count)),
            [
                Some.Exposure("u", 2, "a", "CH"), Some.Metric("u", 3), Some.Exposure("u", 1, "a", "DE"),
                Some.Exposure("v", 1, "a", "CH"), Some.Metric("v", 1),
            ]);
        Assert.Equal(["CH", "DE"], sums.Dimensions.Select(one => one.Value));
        Assert.All(sums.Dimensions, one => Assert.Equal(1, one.Variations[0].Metrics[0].All.ToMoments().SumX));
        Assert.All(sums.Dimensions, one => Assert.Equal(1, one.Variations[0].Subjects));
    }

    [Fact]
    public void What_is_not_of_the_experiment_is_passed_over()
    {
        var experiment = Some.Experiment(Some.Of(MetricKind.Count)) with { Stopped = Some.Start.AddHours(10) };
        var sums = Counter.Count(
            experiment,
            [
                Some.Exposure("early", -1, "a"), Some.Exposure("late", 10, "a"), Some.Exposure("other", 1, "z"),
                Some.Exposure("phase", 1, "a", phase: "1"), Some.Exposure("u", 9, "a", phase: "0"),
                Some.Metric("u", 9), Some.Metric("u", 10),
                Some.Exposure("device", 1, "a") with { Subject = new("deviceId", "device") },
            ]);
        Assert.Equal(1, sums.Variations.Sum(variation => variation.Subjects));
        Assert.Equal(1, sums.Variations[0].Metrics[0].All.ToMoments().SumX);
    }

    [Fact]
    public void Subjects_are_counted_by_the_client_ruleset_and_hour_of_their_first_exposure()
    {
        var counts = Counter.Count(
            Some.Experiment(Some.Of(MetricKind.Count)),
            [
                Told(Some.Exposure("u", 2, "a"), "js", "1.8.0", 7), Told(Some.Exposure("u", 1.5, "a"), "js", null, 6),
                Told(Some.Exposure("v", 1, "b"), "js", "1.8.0", 7), Some.Exposure("w", 30, "b"),
                Told(Some.Exposure("mixed", 1, "a"), "js", "1.8.0", 7), Some.Exposure("mixed", 4, "b"),
            ]).Exposures!;

        Assert.Equal(
            [("", 0, 1), ("js", 1, 0), ("js 1.8.0", 0, 1)],
            counts.Clients.Select(one => (one.Client, one.Subjects[0], one.Subjects[1])));
        Assert.Equal(
            [(0, 0, 1), (6, 1, 0), (7, 0, 1)],
            counts.Rulesets.Select(one => (one.Number, one.Subjects[0], one.Subjects[1])));
        Assert.Equal(
            [(1, 1, 1), (30, 0, 1)],
            counts.Periods.Where(one => one.Subjects.Any(count => count > 0))
                .Select(one => (one.Number, one.Subjects[0], one.Subjects[1])));
    }

    [Theory]
    [InlineData(27.99, false, 27 * 24 + 23)]
    [InlineData(28.9, true, 28 * 24)]
    [InlineData(5_000, true, 999 * 24)]
    public void Hours_of_a_long_experiment_become_days_and_have_an_end(double days, bool isDay, int expected)
    {
        var experiment = Some.Experiment() with { Started = Some.Start.AddHours(5) };

        var period = ExposurePeriod.Of(experiment, Some.Start.AddDays(days));

        Assert.Equal((expected, isDay), (period, ExposurePeriod.IsDay(period)));
        Assert.Equal(Some.Start.AddHours(expected), ExposurePeriod.StartOf(experiment, period));
    }

    [Fact]
    public void What_a_version_of_before_has_counted_is_taken_away_from_nowhere()
    {
        var experiment = Some.Experiment(Some.Of(MetricKind.Count));
        var old = SubjectFold.Of(experiment, [Some.Exposure("u", 1, "a")])! with { Client = null };
        var tally = new ExperimentTally(experiment);
        tally.Replace(null, old);
        tally = new(tally.Sums() with { Exposures = null });

        tally.Replace(old, SubjectFold.Of(experiment, [Some.Exposure("u", 0, "a")]));
        tally.Replace(null, SubjectFold.Of(experiment, [Some.Exposure("v", 0, "b")]));

        var sums = tally.Sums();
        Assert.Equal([1L, 1L], sums.Variations.Select(one => one.Subjects));
        Assert.Equal([1L, 1L], Assert.Single(sums.Exposures!.Periods).Subjects);
    }

    private static MeasuredEvent Told(MeasuredEvent one, string sdk, string? version, long ruleset) => one with
    {
        Exposure = one.Exposure! with { Sdk = sdk, SdkVersion = version, RulesetVersion = ruleset },
    };
}
