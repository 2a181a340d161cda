using Actors.LoadTest.Measurement;
using CsCheck;

namespace Actors.LoadTest.Tests.Measurement;

public sealed class FiguresTests
{
    private static readonly Outcome _fine = new("200", Failed: false, Bytes: 10);

    [Fact]
    public void Merged_histograms_know_what_one_histogram_of_all_samples_knows() =>
        Gen.Select(Gen.Long[1, 5_000_000].Array[1, 200], Gen.Long[1, 5_000_000].Array[1, 200]).Sample((left, right) =>
        {
            var merged = Record(left);
            merged.Add(Record(right));
            var whole = Record([.. left, .. right]);
            double[] percentiles = [1, 50, 90, 99, 99.9, 100];
            return merged.Count == whole.Count
                && merged.Max == whole.Max
                && percentiles.All(percentile => merged.At(percentile) == whole.At(percentile));
        });

    [Fact]
    public void Percentiles_are_right_to_three_digits()
    {
        var latencies = Record([.. Enumerable.Range(1, 10_000).Select(n => (long)n)]);
        Assert.Equal(5.0, latencies.At(50).TotalMilliseconds, 0.01);
        Assert.Equal(9.9, latencies.At(99).TotalMilliseconds, 0.01);
        Assert.Equal(10.0, latencies.Max.TotalMilliseconds);
        Assert.Equal(latencies.Max, latencies.At(100));
    }

    [Fact]
    public void What_took_longer_than_an_hour_keeps_its_maximum()
    {
        var latencies = new Latencies();
        latencies.Record(TimeSpan.FromHours(3));
        Assert.Equal(TimeSpan.FromHours(3), latencies.Max);
        Assert.InRange(latencies.At(50), TimeSpan.FromHours(1), TimeSpan.FromHours(1.01));
    }

    [Fact]
    public void Nothing_measured_is_zero_and_no_error()
    {
        var latencies = new Latencies();
        Assert.Equal((0, TimeSpan.Zero, TimeSpan.Zero), (latencies.Count, latencies.At(99), latencies.Mean));
    }

    [Fact]
    public void Sums_add_up_by_status_and_by_error()
    {
        var one = new Figures();
        one.Record(_fine, TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(1));
        one.Record(Outcome.Failure("503", "no"), TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(1));
        var other = new Figures();
        other.Record(_fine with { Stale = true, ConfigAgeSeconds = 9 }, TimeSpan.FromMilliseconds(3), TimeSpan.Zero);
        other.RecordUnsent(TimeSpan.FromSeconds(1));
        one.Add(other);

        Assert.Equal((4, 2, 1, 1, 20), (one.Requests, one.Failures, one.Unsent, one.Stale, one.Bytes));
        Assert.Equal(9, one.OldestConfigSeconds);
        Assert.Equal(2, one.Statuses["200"]);
        Assert.Equal(1, one.Statuses["503"]);
        Assert.Equal(1, one.Errors["no"]);
        Assert.Equal((4, 3), (one.Latency.Count, one.Service.Count));
    }

    [Fact]
    public void Ever_new_errors_do_not_grow_the_report()
    {
        var figures = new Figures();
        for (var number = 0; number < 1000; number++)
            figures.Record(Outcome.Failure("broken", $"error {number}"), TimeSpan.Zero, TimeSpan.Zero);

        Assert.Equal(21, figures.Errors.Count);
        Assert.Equal(980, figures.Errors["other"]);
    }

    [Fact]
    public void A_copy_does_not_follow_its_original()
    {
        var figures = new Figures();
        var copy = figures.Copy();
        figures.Record(_fine, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        Assert.Equal((0, 0), (copy.Requests, copy.Latency.Count));
    }

    private static Latencies Record(IEnumerable<long> microseconds)
    {
        var latencies = new Latencies();
        foreach (var one in microseconds)
            latencies.Record(TimeSpan.FromMicroseconds(one));
        return latencies;
    }
}
