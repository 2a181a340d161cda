namespace Actors.LoadTest.Pacing;

/// <summary>A closed loop: a worker that is free may send at once, so a slow server slows the load down.</summary>
internal sealed class ClosedTurns(RunClock clock, Window window) : ITurns
{
    private long _next;

    public ValueTask<Turn?> Next(CancellationToken stop)
    {
        var now = clock.Now;
        return now >= window.End || stop.IsCancellationRequested
            ? ValueTask.FromResult<Turn?>(null)
            : ValueTask.FromResult<Turn?>(new Turn(Interlocked.Increment(ref _next) - 1, now));
    }

    public IEnumerable<Turn> Unsent() => [];

    public void Dispose()
    {
        // Holds nothing.
    }
}
