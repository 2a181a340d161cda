using System.Text;
using Actors.LoadTest.Http;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Scenarios;

/// <summary>Looks at one gateway again and again, and notes when it first serves each change.</summary>
internal sealed class ChangeReader(
    GatewayClient gateway, string key, TimeSpan poll, PropagationBoard board, PropagationFigures figures, int index)
    : IDisposable
{
    private static readonly byte[] _body = Encoding.UTF8.GetBytes("""{"context":{"targetingKey":"actors-load"}}""");

    public Series Reading { get; } = new("read the changed flag", gateway.Url.Authority);

    /// <summary>Is there a change that this gateway was not yet seen to serve?</summary>
    public bool Lacks => board.Missing(index).Count > 0;

    /// <summary>Returns when the gateway serves the new feature; throws when it does not in time.</summary>
    public async Task UntilServed(TimeSpan patience, CancellationToken stop)
    {
        var clock = new RunClock(TimeProvider.System);
        while (true)
        {
            var answer = await gateway.Evaluate(_body, key, stop);
            if (!answer.Outcome.Failed && ChangedFeature.ChangeOf(OfrepAnswer.StringValue(answer.Body)) == 0)
                return;
            if (clock.Now > patience)
            {
                var last = answer.Outcome.Error ?? "another value";
                throw new CannotStartException(
                    $"{gateway.Url} does not serve the new feature {key} in time; its last answer: {last}.");
            }

            await clock.Pause(poll, stop);
        }
    }

    public async Task Read(RunClock clock, Window window, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var started = clock.Now;
            var answer = await gateway.Evaluate(_body, key, stop);
            var ended = clock.Now;
            var outcome = answer.Outcome.Failed ? answer.Outcome : Note(answer, window, ended);
            if (window.Measures(started))
                Reading.Record(outcome, ended - started, ended - started);
            await clock.Pause(poll, stop);
        }
    }

    public void Dispose() => gateway.Dispose();

    private Outcome Note(Answer answer, Window window, TimeSpan at)
    {
        var value = OfrepAnswer.StringValue(answer.Body);
        if (ChangedFeature.ChangeOf(value) is not { } change || board.Seen(index, change, at) is not { } arrivals)
            return Outcome.Failure("wrong value", $"Served {value ?? "no string"} after a newer change.");

        foreach (var arrival in arrivals.Where(arrival => window.Measures(arrival.Sent)))
            figures.Record(index, arrival);
        return answer.Outcome;
    }
}
