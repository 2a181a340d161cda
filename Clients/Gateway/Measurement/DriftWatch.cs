using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Gateway.Edge;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Telemetry;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>
/// Do clients report the variations that the server computes? Counts here, and tells the region every few seconds.
/// </summary>
/// <remarks>
/// A report has a number and is repeated until it is acknowledged, so that it counts once; what was counted meanwhile
/// waits for the next one. A gateway that is killed loses what it has not told, some seconds of it.
/// </remarks>
internal sealed partial class DriftWatch(
    GrainCalls calls, GatewayMetrics metrics, TimeProvider time, ILogger<DriftWatch> logger) : BackgroundService
{
    private const int ReportsAtOnce = 8;

    private static readonly DriftFinding[] _findings = Enum.GetValues<DriftFinding>();
    private static readonly TimeSpan _period = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private readonly string _sender = Guid.NewGuid().ToString("N");
    private readonly Dictionary<Place, DriftCounts> _counts = [];
    private readonly Dictionary<Place, DriftReport> _untold = [];
    private long _number;
    private bool _failing;

    /// <summary>Looks at the exposures among events that were written now; repetitions were looked at before.</summary>
    public void Look(LiveEnvironment environment, EventReading[] events, EventOutcome[] outcomes)
    {
        Span<int> found = stackalloc int[_findings.Length];
        for (var index = 0; index < events.Length; index++)
        {
            if (events[index].Event is { Exposure: { } exposure } told
                && outcomes[index] is EventOutcome.Accepted or EventOutcome.NotMeasured)
            {
                var finding = DriftCheck.Of(environment, told);
                found[(int)finding]++;
                if (finding is not DriftFinding.NotRunning)
                    Count(new Place(environment.Id, told.Key), exposure, finding);
            }
        }

        foreach (var finding in _findings)
        {
            if (found[(int)finding] > 0)
                metrics.ExposuresCompared(environment.Served.Name, DriftCounts.Word(finding), found[(int)finding]);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Tell(cancellationToken);
    }

    internal async Task Tell(CancellationToken cancellation)
    {
        List<KeyValuePair<Place, DriftReport>> reports;
        lock (_lock)
        {
            foreach (var place in _counts.Keys.Where(place => !_untold.ContainsKey(place)).ToList())
            {
                _untold[place] = _counts[place].Report(_sender, ++_number);
                _counts.Remove(place);
            }

            reports = [.. _untold];
        }

        var width = new ParallelOptions { MaxDegreeOfParallelism = ReportsAtOnce, CancellationToken = cancellation };
        try
        {
            await Parallel.ForEachAsync(reports, width, (one, token) => Tell(one.Key, one.Value, token));
            _failing = false;
        }
        catch (Exception failure)
        {
            if (!_failing) Log.NotTold(logger, failure);
            _failing = true;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await Tell(stoppingToken);
    }

    private void Count(Place place, Exposure exposure, DriftFinding finding)
    {
        lock (_lock)
        {
            if (!_counts.TryGetValue(place, out var counts)) _counts[place] = counts = new DriftCounts();
            counts.Add(exposure, finding);
        }
    }

    private async ValueTask Tell(Place place, DriftReport report, CancellationToken cancellation)
    {
        await calls.Call(
            async (grains, token) =>
            {
                await grains.GetDrift(place.Environment, place.Experiment).Add(report, token);
                return true;
            },
            cancellation,
            _patience);
        lock (_lock) _untold.Remove(place);
    }

    private readonly record struct Place(EnvironmentId Environment, string Experiment);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What was found in exposures could not be told to the region; it is repeated")]
        public static partial void NotTold(ILogger logger, Exception failure);
    }
}
