using Actors.LoadTest.Measurement;

namespace Actors.LoadTest.Pacing;

/// <summary>What is done in a turn, and where is it counted?</summary>
internal interface IOperation
{
    Series SeriesOf(long number);

    /// <summary>Sends a request; every failure is an outcome. Throws only when stopped.</summary>
    Task<Outcome> Send(long number, CancellationToken stop);
}
