using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Scenarios;

/// <summary>Several scenarios at once, as production has them.</summary>
internal sealed class MixedScenario(IReadOnlyList<IScenario> parts) : IScenario
{
    public string Name => "mixed";

    public IReadOnlyList<Series> Series => [.. parts.SelectMany(part => part.Series)];

    public async Task Prepare(CancellationToken stop)
    {
        foreach (var part in parts)
            await part.Prepare(stop);
    }

    public Task Run(RunClock clock, Window window, CancellationToken stop) =>
        Task.WhenAll(parts.Select(part => part.Run(clock, window, stop)));

    public async Task<Findings> Finish()
    {
        var remarks = new List<string>();
        var propagation = Findings.None.Propagation;
        foreach (var part in parts)
        {
            var findings = await part.Finish();
            remarks.AddRange(findings.Remarks);
            propagation = findings.Propagation ?? propagation;
        }

        return new Findings(remarks, propagation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in parts)
            await part.DisposeAsync();
    }
}
