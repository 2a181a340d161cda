using Actors.LoadTest.Pacing;
using CsCheck;

namespace Actors.LoadTest.Tests.Pacing;

public sealed class ScheduleTests
{
    [Fact]
    public void Due_times_do_not_drift()
    {
        var schedule = new Schedule(3);
        Assert.Equal(TimeSpan.Zero, schedule.Due(0));
        var moment = TimeSpan.FromSeconds(1_000_000);
        Assert.InRange(schedule.Due(3_000_000), moment - TimeSpan.FromMicroseconds(1), moment);
    }

    [Fact]
    public void The_count_before_an_end_is_exact_for_every_rate() =>
        Gen.Select(Gen.Double[0.01, 200_000], Gen.Long[1, 600_000]).Sample((rate, milliseconds) =>
        {
            var schedule = new Schedule(rate);
            var end = TimeSpan.FromMilliseconds(milliseconds);
            var count = schedule.CountBefore(end);
            return (count == 0 || schedule.Due(count - 1) < end) && schedule.Due(count) >= end;
        });

    [Fact]
    public void A_share_of_a_pace_keeps_at_least_one_connection()
    {
        Assert.Equal(new Pace(50, 26), new Pace(500, 256).Share(0.1));
        Assert.Equal(new Pace(null, 1), new Pace(null, 4).Share(0.01));
    }
}
