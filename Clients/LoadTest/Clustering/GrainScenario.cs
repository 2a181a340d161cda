using Actors.Configuration;
using Actors.Contracts;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Scenarios;

namespace Actors.LoadTest.Clustering;

/// <summary>Grains are called without a gateway between: small reads, large reads and durable writes.</summary>
internal sealed class GrainScenario(
    GrainLoad load, Pace pace, TimeSpan timeout, Func<CancellationToken, Task<ClusterConnection>> connect)
    : IScenario, IOperation
{
    private readonly Series _reads = new("read a feature", "grains");
    private readonly Series _rulesets = new("read the ruleset", "grains");
    private readonly Series _writes = new("write a feature", "grains");
    private ClusterConnection? _cluster;
    private GrainFeatures? _features;

    public string Name => "grains";

    public IReadOnlyList<Series> Series => [_reads, _rulesets, _writes];

    public async Task Prepare(CancellationToken stop)
    {
        _cluster = await connect(stop);
        _features = new GrainFeatures(_cluster.Grains, load.Project, load.Mix.Features);
        if (await _features.Create(stop) is { } problem)
            throw new CannotStartException($"The features to call could not be made: {problem}");
    }

    public Task Run(RunClock clock, Window window, CancellationToken stop) =>
        new Driver(clock, window, grace: timeout).Run(pace, this, stop);

    public async Task<Findings> Finish() => _features is not null && await _features.Delete() is { } problem
        ? new Findings([$"Not every feature that was made could be removed: {problem}"])
        : Findings.None;

    public Series SeriesOf(long number) => load.Mix.Of(number).Call switch
    {
        GrainCall.ReadFeature => _reads,
        GrainCall.ReadRuleset => _rulesets,
        _ => _writes,
    };

    public async Task<Outcome> Send(long number, CancellationToken stop)
    {
        var (call, feature) = load.Mix.Of(number);
        try
        {
            switch (call)
            {
                case GrainCall.ReadFeature:
                    return GrainFailures.Of(await _features!.Read(feature, stop));
                case GrainCall.WriteFeature:
                    return GrainFailures.Of(await _features!.Write(feature, number, stop));
                default:
                    var environment = new EnvironmentId(load.Project, load.Environment);
                    await _cluster!.Grains.GetRuleset(environment).Snapshot(stop);
                    return new Outcome("ok", Failed: false);
            }
        }
        catch (Exception exception) when (!stop.IsCancellationRequested)
        {
            return GrainFailures.Of(exception);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            throw new OperationCanceledException("The run was stopped during the call.", exception, stop);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
            await _cluster.DisposeAsync();
    }
}
