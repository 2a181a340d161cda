namespace Actors.Measurement;

/// <summary>When was a subject first exposed: in which hour, or of a long experiment on which day?</summary>
/// <remarks>
/// Hours since the midnight (UTC) of the day on which the phase started. Those of the first 28 days are kept apart;
/// later ones count for the first hour of their day, and those after 1,000 days for the last day. So there are less
/// than 1,700 periods whatever happens, and which one a time is in depends on nothing that was counted.
/// </remarks>
public static class ExposurePeriod
{
    private const int HoursADay = 24;
    private const int HoursApart = 28 * HoursADay;
    private const int Last = 999 * HoursADay;

    /// <param name="at">At or after the start.</param>
    public static int Of(MeasuredExperiment experiment, DateTimeOffset at)
    {
        var hours = (int)Math.Min(Last, (at - Origin(experiment)).Ticks / TimeSpan.TicksPerHour);
        return hours < HoursApart ? hours : hours - (hours % HoursADay);
    }

    /// <summary>When a period begins, UTC.</summary>
    public static DateTimeOffset StartOf(MeasuredExperiment experiment, int period) =>
        Origin(experiment).AddHours(period);

    /// <summary>Whether it is a whole day.</summary>
    public static bool IsDay(int period) => period >= HoursApart;

    private static DateTimeOffset Origin(MeasuredExperiment experiment) =>
        new(experiment.Started.UtcDateTime.Date, TimeSpan.Zero);
}
