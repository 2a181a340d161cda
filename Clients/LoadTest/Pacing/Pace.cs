namespace Actors.LoadTest.Pacing;

/// <summary>When is the next request sent: at a fixed rate (open loop), or as soon as the last is answered?</summary>
/// <param name="RatePerSecond">Requests per second for an open loop; null for a closed loop.</param>
/// <param name="Connections">How many requests may be in flight at once.</param>
internal sealed record Pace(double? RatePerSecond, int Connections)
{
    /// <summary>The part of this pace that one of several streams gets; never less than one connection.</summary>
    /// <param name="share">Between 0 and 1.</param>
    public Pace Share(double share) =>
        new(RatePerSecond * share, Math.Max(1, (int)Math.Round(Connections * share)));

    public ITurns Turns(RunClock clock, Window window, TimeSpan grace) => RatePerSecond is { } rate
        ? new OpenTurns(new Schedule(rate), clock, window, grace)
        : new ClosedTurns(clock, window);
}
