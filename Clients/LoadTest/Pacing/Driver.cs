namespace Actors.LoadTest.Pacing;

/// <summary>Sends one stream of requests at its pace, and records each from the moment that it was due.</summary>
internal sealed class Driver(RunClock clock, Window window, TimeSpan grace)
{
    public async Task Run(Pace pace, IOperation operation, CancellationToken stop)
    {
        using var turns = pace.Turns(clock, window, grace);
        await Task.WhenAll(Enumerable.Range(0, pace.Connections)
            .Select(_ => Task.Run(() => Work(turns, operation, stop), CancellationToken.None)));
        if (stop.IsCancellationRequested)
            return; // what was due when the user ended the run is nobody's failure

        foreach (var turn in turns.Unsent().Where(turn => window.Measures(turn.Due)))
            operation.SeriesOf(turn.Number).RecordUnsent(clock.Now - turn.Due);
    }

    private async Task Work(ITurns turns, IOperation operation, CancellationToken stop)
    {
        try
        {
            while (await turns.Next(stop) is { } turn)
            {
                var started = clock.Now;
                var outcome = await operation.Send(turn.Number, stop);
                var ended = clock.Now;
                if (window.Measures(turn.Due))
                    operation.SeriesOf(turn.Number).Record(outcome, ended - turn.Due, ended - started);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The user ended the run: the request in flight is not counted.
        }
    }
}
