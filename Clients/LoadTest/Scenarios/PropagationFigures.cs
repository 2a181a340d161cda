using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;

namespace Actors.LoadTest.Scenarios;

/// <summary>How long do changes take to each gateway, and to the last of them?</summary>
internal sealed class PropagationFigures(IReadOnlyList<Uri> urls)
{
    private readonly Series[] _gateways = [.. urls.Select(url => new Series("change served", url.Authority))];
    private readonly Series _everywhere = new("change served everywhere", $"{urls.Count} gateways");

    public IReadOnlyList<Series> Series => [.. _gateways, _everywhere];

    public void Record(int gateway, Arrival arrival)
    {
        var served = new Outcome("served", Failed: false);
        _gateways[gateway].Record(served, arrival.Took, arrival.Took);
        if (arrival.Everywhere)
            _everywhere.Record(served, arrival.Took, arrival.Took);
    }

    /// <summary>Counts what never arrived as failures that took until now.</summary>
    public void RecordMissing(PropagationBoard board, Window window, TimeSpan now)
    {
        var anywhere = new Dictionary<int, TimeSpan>();
        for (var gateway = 0; gateway < _gateways.Length; gateway++)
        {
            foreach (var (change, since) in board.Missing(gateway).Where(missing => window.Measures(missing.Since)))
            {
                anywhere[change] = since;
                _gateways[gateway].Record(Missing(change), now - since, now - since);
            }
        }

        foreach (var (change, since) in anywhere)
            _everywhere.Record(Missing(change), now - since, now - since);
    }

    private static Outcome Missing(int change) =>
        Outcome.Failure("not served", $"Change {change} was not served in time.");
}
