namespace Actors.LoadTest.Pacing;

/// <summary>One permission to send a request, and the moment from which its latency counts.</summary>
internal readonly record struct Turn(long Number, TimeSpan Due);

/// <summary>Whose turn is it? Workers ask, and get null when the run is over.</summary>
internal interface ITurns : IDisposable
{
    ValueTask<Turn?> Next(CancellationToken stop);

    /// <summary>The turns that were due but that no worker was free to take before the grace ran out.</summary>
    IEnumerable<Turn> Unsent();
}
