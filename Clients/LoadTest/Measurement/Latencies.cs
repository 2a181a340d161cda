using HdrHistogram;

namespace Actors.LoadTest.Measurement;

/// <summary>How are latencies distributed? One microsecond to one hour, three significant digits.</summary>
/// <remarks>Not safe for concurrent use. Percentiles take what is longer for an hour; the maximum is exact.</remarks>
internal sealed class Latencies
{
    private const long HighestMicroseconds = 3_600_000_000;

    private readonly HistogramBase _histogram;

    public Latencies()
        : this(new LongHistogram(HighestMicroseconds, 3))
    {
    }

    private Latencies(HistogramBase histogram) => _histogram = histogram;

    public long Count => _histogram.TotalCount;

    public TimeSpan Max { get; private set; }

    public TimeSpan Mean => Count == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds(_histogram.GetMean());

    public void Record(TimeSpan latency)
    {
        var microseconds = (long)Math.Ceiling(latency.TotalMicroseconds);
        _histogram.RecordValue(Math.Clamp(microseconds, 1, HighestMicroseconds));
        Max = latency > Max ? latency : Max;
    }

    /// <summary>The latency that <paramref name="percentile"/> (0 to 100) of all samples did not exceed.</summary>
    public TimeSpan At(double percentile)
    {
        if (Count == 0)
            return TimeSpan.Zero;

        var value = TimeSpan.FromMicroseconds(_histogram.GetValueAtPercentile(percentile));
        return value < Max ? value : Max;
    }

    public void Add(Latencies other)
    {
        _histogram.Add(other._histogram);
        Max = other.Max > Max ? other.Max : Max;
    }

    public Latencies Copy() => new(_histogram.Copy()) { Max = Max };
}
