using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Tests.Pacing;

/// <summary>Takes as long as the script says for each request, on a clock that jumps.</summary>
internal sealed class ScriptedOperation(JumpingClock clock, Func<long, TimeSpan> takes) : IOperation
{
    public Series Series { get; } = new("scripted", "nowhere");

    public List<long> Sent { get; } = [];

    public Series SeriesOf(long number) => Series;

    public Task<Outcome> Send(long number, CancellationToken stop)
    {
        Sent.Add(number);
        clock.Advance(takes(number));
        stop.ThrowIfCancellationRequested();
        return Task.FromResult(new Outcome("ok", Failed: false));
    }
}
