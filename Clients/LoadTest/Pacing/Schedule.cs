namespace Actors.LoadTest.Pacing;

/// <summary>When is each request of an open loop due? Computed from its number, so that errors never add up.</summary>
internal readonly record struct Schedule(double RatePerSecond)
{
    /// <summary>When request <paramref name="number"/> (from 0) is due, since the start of the run.</summary>
    public TimeSpan Due(long number) => TimeSpan.FromTicks((long)(number * (TimeSpan.TicksPerSecond / RatePerSecond)));

    /// <summary>How many requests are due strictly before <paramref name="end"/>?</summary>
    public long CountBefore(TimeSpan end)
    {
        var count = (long)Math.Ceiling(end.Ticks * RatePerSecond / TimeSpan.TicksPerSecond);
        while (count > 0 && Due(count - 1) >= end)
            count--;
        while (Due(count) < end)
            count++;
        return count;
    }
}
