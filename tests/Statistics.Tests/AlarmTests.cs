using CsCheck;

namespace Actors.Statistics.Tests;

public sealed class AlarmTests
{
    private static readonly double[] _half = [0.5, 0.5];

    [Fact]
    public void A_split_as_planned_is_no_alarm()
    {
        var verdict = SampleRatioAlarm.Decide([10_000, 10_100], _half, [new("country", "CH", [10_000, 10_100])]);

        Assert.False(verdict.IsAlarm);
        Assert.Equal("Subjects are split as planned (p 0.481).", verdict.Reason);
    }

    [Fact]
    public void The_segment_that_explains_a_mismatch_is_named()
    {
        var verdict = SampleRatioAlarm.Decide([11_000, 10_000], _half,
        [
            new("country", "CH", [5_500, 5_000]),
            new("country", "DE", [5_500, 5_000]),
            new("platform", "ios", [3_000, 2_000]),
            new("platform", "android", [8_000, 8_000]),
        ]);

        Assert.True(verdict.IsAlarm);
        Assert.Equal(("ios", true), (verdict.Causes[0].Segment.Value, verdict.Causes[0].Explains));
        Assert.Equal(
            "Subjects are split 11,000 : 10,000, planned 0.5 : 0.5 (p below 0.00001). "
            + "It is platform ios (3,000 : 2,000); all others are split as planned (p 1).",
            verdict.Reason);
    }

    [Fact]
    public void A_mismatch_everywhere_points_at_the_assignment_itself()
    {
        var verdict = SampleRatioAlarm.Decide([1_100, 900], _half,
            [.. Enumerable.Range(0, 20).Select(day => new Segment("day", $"{day}", [55, 45]))]);

        Assert.True(verdict.IsAlarm);
        Assert.Empty(verdict.Causes);
        Assert.Contains("look at the assignment itself", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dimension_with_one_value_explains_nothing()
    {
        var verdict = SampleRatioAlarm.Decide([3_000, 2_000], _half, [new("country", "", [3_000, 2_000])]);

        Assert.False(Assert.Single(verdict.Causes).Explains);
        Assert.Contains("strongest in country unknown", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void What_began_at_an_hour_is_told_by_all_that_came_since()
    {
        long[][] hours = [[500, 500], [500, 500], [500, 500], [700, 500], [690, 500], [710, 500]];
        var verdict = SampleRatioAlarm.Decide([3_600, 3_000], _half,
        [
            .. hours.Select((counts, hour) => new Segment("hour", $"{hour}", counts)),
            .. hours.Select((_, hour) => new Segment("since", $"{hour}", Sum(hours.Skip(hour)))),
        ]);

        var cause = verdict.Causes[0];
        Assert.Equal(("since", "3", true), (cause.Segment.Dimension, cause.Segment.Value, cause.Explains));
        Assert.Equal(1, cause.Excess, 9);

        static long[] Sum(IEnumerable<long[]> some) =>
            some.Aggregate((one, other) => [one[0] + other[0], one[1] + other[1]]);
    }

    [Fact]
    public void A_handful_of_others_that_could_show_nothing_clears_nobody()
    {
        var verdict = SampleRatioAlarm.Decide(
            [1_100, 900], _half, [new("since", "1", [1_095, 896]), new("since", "0", [1_100, 900])]);

        Assert.All(verdict.Causes, cause => Assert.False(cause.Explains));
    }

    [Fact]
    public void Few_platforms_are_not_outvoted_by_many_hours()
    {
        var verdict = SampleRatioAlarm.Decide([1_200, 1_000], _half,
        [
            .. Enumerable.Range(0, 600).Select(hour => new Segment("hour", $"{hour}", [2, 2])),
            new("platform", "ios", [600, 400]), new("platform", "web", [600, 600]),
        ]);

        Assert.Equal("ios", verdict.Causes[0].Segment.Value);
    }

    [Fact]
    public void A_dozen_subjects_are_too_few_for_an_alarm()
    {
        var verdict = SampleRatioAlarm.Decide([8, 2], [0.99, 0.01], []);

        Assert.False(verdict.IsAlarm);
        Assert.StartsWith("Too few subjects", verdict.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Healthy_segments_are_hardly_ever_blamed()
    {
        var draw = new Simulation(31);
        var blamed = Simulation.Share(300, () =>
        {
            long[] Split() => Enumerable.Range(0, 100).Count(_ => draw.Chance(0.5)) is var one ? [one, 100 - one] : [];
            var segments = Enumerable.Range(0, 50).Select(n => new Segment("country", $"{n}", Split())).ToArray();
            return SampleRatioAlarm.Decide([11_000, 10_000], _half, segments).Causes.Count > 0;
        });

        Assert.InRange(blamed, 0, 0.02);
    }

    [Fact]
    public void A_sample_ratio_is_between_0_and_1_whatever_the_counts() =>
        Gen.Select(Gen.Long[0, 1_000_000_000_000].Array[0, 6], Gen.Double[0, 10].Array[0, 6]).Sample(
            (counts, weights) => Assert.InRange(SampleRatio.PValue(counts, weights), 0, 1));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_weight_that_is_none_is_refused(double weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleRatio.PValue([1, 2], [1, weight]));

    [Theory]
    [InlineData(5, 1, false)]
    [InlineData(500, 50, true)]
    [InlineData(100_000, 1_080, false)]
    [InlineData(1_000_000, 11_000, true)]
    [InlineData(0, 0, false)]
    [InlineData(1_000, 1_000, true)]
    public void Drift_is_an_alarm_when_there_surely_is_more_than_tolerated(long looked, long disagreeing, bool alarm)
    {
        var verdict = DriftAlarm.Decide(new("swift", "1.2.0", looked, disagreeing), new DriftPolicy());

        Assert.Equal(alarm, verdict.IsAlarm);
        Assert.InRange(verdict.PValue, 0, 1);
    }

    [Fact]
    public void Clients_that_drift_come_first_and_are_named()
    {
        var verdicts = DriftAlarm.DecideAll(
            [new("js", "1.0", 9_000, 0), new("", "", 40, 2), new("swift", "1.2.0", 500, 50)], new DriftPolicy());

        Assert.Equal(["swift", "", "js"], verdicts.Select(verdict => verdict.Count.Sdk));
        Assert.Equal(
            "swift 1.2.0: 50 of 500 exposures differ from what the server computes (10 %), more than the 1 % that are "
            + "tolerated.",
            verdicts[0].Reason);
        Assert.StartsWith("Clients of unknown kind", verdicts[1].Reason, StringComparison.Ordinal);
    }
}
