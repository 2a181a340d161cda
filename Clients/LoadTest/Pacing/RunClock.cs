namespace Actors.LoadTest.Pacing;

/// <summary>How long has the run been going, and when is a moment of it reached?</summary>
internal sealed class RunClock(TimeProvider time)
{
    private static readonly TimeSpan _coarse = TimeSpan.FromMilliseconds(2);
    private readonly long _start = time.GetTimestamp();

    public TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Returns at <paramref name="moment"/>, never before; at once when it has passed.</summary>
    /// <remarks>
    /// Timers of .NET fire up to two milliseconds late, which would stand in every percentile. The last stretch is
    /// therefore slept by the kernel's finer clock.
    /// </remarks>
    public async ValueTask Until(TimeSpan moment, CancellationToken stop)
    {
        for (var left = moment - Now; left > TimeSpan.Zero; left = moment - Now)
        {
            if (time != TimeProvider.System)
                await Task.Delay(left, time, stop);
            else if (left > _coarse + _coarse)
                await Task.Delay(left - _coarse, time, stop);
            else
                FineSleep.For(left);
        }
    }

    /// <summary>Waits about <paramref name="span"/>, where a millisecond more or less is no matter.</summary>
    public Task Pause(TimeSpan span, CancellationToken stop) => Task.Delay(span, time, stop);
}
