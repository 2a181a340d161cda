using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Scenarios;

/// <summary>What traffic does a run make, and what did it see?</summary>
internal interface IScenario : IAsyncDisposable
{
    string Name { get; }

    IReadOnlyList<Series> Series { get; }

    /// <summary>Makes what the run needs. Throws <see cref="CannotStartException"/> with one sentence.</summary>
    Task Prepare(CancellationToken stop);

    /// <summary>Runs to the end of the window, or until stopped; being stopped is no error.</summary>
    Task Run(RunClock clock, Window window, CancellationToken stop);

    /// <summary>Undoes what <see cref="Prepare"/> made; answers what the report should say.</summary>
    Task<Findings> Finish();
}
