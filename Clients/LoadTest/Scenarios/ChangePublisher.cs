using Actors.LoadTest.Http;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Scenarios;

/// <summary>Sends the next change through the admin API; its latency ends when the change is acknowledged.</summary>
internal sealed class ChangePublisher(
    ChangedFeature feature, PropagationBoard board, RunClock clock, Series publishing) : IOperation
{
    public Series SeriesOf(long number) => publishing;

    public async Task<Outcome> Send(long number, CancellationToken stop)
    {
        var change = board.Sent(clock.Now);
        try
        {
            await feature.Publish(change, stop);
            return new Outcome("ok", Failed: false);
        }
        catch (AdminFailedException exception)
        {
            board.Withdraw(change);
            return Outcome.Failure(exception.Status?.ToString() ?? "no answer", exception.Message);
        }
        catch (OperationCanceledException)
        {
            board.Withdraw(change);
            throw;
        }
    }
}
