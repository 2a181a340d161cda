namespace Actors.LoadTest.Pacing;

/// <summary>
/// An open loop: requests are due by the schedule whether or not the last was answered. One worker at a time waits for
/// the next due time; a turn that is overdue is handed out at once and keeps its due time, so a stall of the server
/// is felt by every request that was due meanwhile (no coordinated omission).
/// </summary>
internal sealed class OpenTurns(Schedule schedule, RunClock clock, Window window, TimeSpan grace) : ITurns
{
    private readonly SemaphoreSlim _line = new(1);
    private readonly long _count = schedule.CountBefore(window.End);
    private long _next;

    public async ValueTask<Turn?> Next(CancellationToken stop)
    {
        await _line.WaitAsync(stop);
        try
        {
            if (_next >= _count || clock.Now > window.End + grace)
                return null;

            var turn = new Turn(_next, schedule.Due(_next));
            await clock.Until(turn.Due, stop);
            _next++;
            return turn;
        }
        finally
        {
            _line.Release();
        }
    }

    public void Dispose() => _line.Dispose();

    public IEnumerable<Turn> Unsent()
    {
        for (var number = _next; number < _count && schedule.Due(number) <= clock.Now; number++)
            yield return new Turn(number, schedule.Due(number));
    }
}
