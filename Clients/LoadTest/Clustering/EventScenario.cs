using System.Globalization;
using System.Text;
using Actors.Configuration;
using Actors.Contracts;
using Actors.LoadTest.Http;
using Actors.LoadTest.Measurement;
using Actors.LoadTest.Pacing;
using Actors.LoadTest.Scenarios;
using Actors.LoadTest.Users;
using Actors.Measurement;

namespace Actors.LoadTest.Clustering;

/// <summary>Events are sent through gateways; an experiment of the run's own counts them, and is looked at.</summary>
internal sealed class EventScenario(
    EventLoad load, HttpTarget target, Pace pace, Func<CancellationToken, Task<ClusterConnection>> connect)
    : IScenario, IOperation
{
    private static readonly TimeSpan _look = TimeSpan.FromMilliseconds(20);

    private readonly string _run = Guid.CreateVersion7().ToString("N")[..12];
    private readonly EventClient[] _gateways =
        [.. target.Urls.Select(url => new EventClient(url, target.SdkKey, pace.Connections, target.Timeout))];

    private readonly Series[] _sent = [.. target.Urls.Select(url => new Series("events", url.Authority))];
    private readonly Series _visible = new("event counted after commit", "partitions");
    private ClusterConnection? _cluster;
    private Func<bool> _isMeasuring = () => false;
    private TimeSpan _measured;
    private long _accepted;

    public string Name => "events";

    public IReadOnlyList<Series> Series => [.. _sent, _visible];

    private EnvironmentId Environment => new(load.Project, load.Environment);

    public async Task Prepare(CancellationToken stop)
    {
        _cluster = await connect(stop);
        var metric = new Metric
        {
            Name = "Events of a load test",
            Definition = new() { Event = _run, Kind = MetricKind.Sum },
        };
        var made = await _cluster.Grains.GetMetrics(load.Project).Change(_run, metric, null, By("make"), stop);
        if (made.Refusal is { } refusal) throw new CannotStartException(refusal.Message);
        PlannedPhase phase = new()
        {
            Phase = "0",
            Attribute = "id",
            Variations = ["a", "b"],
            Started = TimeProvider.System.GetUtcNow(), // what earlier runs have left in the log is none of its business
        };
        await Plan(1, [phase]);
    }

    public async Task Run(RunClock clock, Window window, CancellationToken stop)
    {
        _isMeasuring = () => window.Measures(clock.Now);
        _measured = window.Duration;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var looking = Enumerable.Range(0, EventLimits.Partitions).Select(one => Look(one, clock, window, end.Token));
        var looks = Task.WhenAll(looking);
        await new Driver(clock, window, grace: target.Timeout).Run(pace, this, stop);
        await end.CancelAsync();
        await looks;
    }

    public async Task<Findings> Finish()
    {
        if (_cluster is null) return Findings.None;
        await Plan(2, []);
        await _cluster.Grains.GetMetrics(load.Project).Change(_run, null, null, By("remove"));
        var perSecond = Interlocked.Read(ref _accepted) / _measured.TotalSeconds;
        return new Findings([string.Create(
            CultureInfo.InvariantCulture,
            $"{perSecond:F0} events a second were accepted, and counted as 'event counted after commit' says.")]);
    }

    public Series SeriesOf(long number) => _sent[number % _sent.Length];

    public async Task<Outcome> Send(long number, CancellationToken stop)
    {
        var (outcome, accepted) = await _gateways[number % _gateways.Length].Send(Lines(number), stop);
        if (_isMeasuring()) Interlocked.Add(ref _accepted, accepted);
        return outcome;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var gateway in _gateways) gateway.Dispose();
        if (_cluster is not null) await _cluster.DisposeAsync();
    }

    /// <summary>How long is the last durable event of a partition not in the sums? Looked at again and again.</summary>
    private async Task Look(int partition, RunClock clock, Window window, CancellationToken end)
    {
        var grain = _cluster!.Grains.GetEvents(Environment, partition);
        try
        {
            while (!end.IsCancellationRequested)
            {
                var started = clock.Now;
                var tail = (await grain.Sums(_run, end)).Tail;
                while ((await grain.Sums(_run, end)).Phases is not [{ } phase] || phase.Position < tail)
                    await Task.Delay(_look, end);
                var took = clock.Now - started;
                if (window.Measures(started)) _visible.Record(new Outcome("ok", Failed: false), took, took);
                await Task.Delay(_look * 10, end);
            }
        }
        catch (Exception failure)
        {
            if (!end.IsCancellationRequested) _visible.Record(GrainFailures.Of(failure), clock.Now, clock.Now);
        }
    }

    private byte[] Lines(long number)
    {
        var dice = new SplitMix((ulong)(load.Seed + number));
        var lines = new StringBuilder(load.PerRequest * 160);
        for (var index = 0; index < load.PerRequest; index++)
        {
            var subject = (long)(dice.Next() % (ulong)load.Subjects);
            var head = string.Create(
                CultureInfo.InvariantCulture, $"{{\"id\":\"{_run}-{number}-{index}\",\"subject\":\"user-{subject}\",");
            lines.Append(head).Append(index % 5 == 0
                ? $"\"type\":\"exposure\",\"experiment\":\"{_run}\",\"variation\":\"{(subject % 2 == 0 ? "a" : "b")}\","
                    + "\"dimensions\":{\"country\":\"CH\",\"platform\":\"ios\"}}\n"
                : $"\"type\":\"metric\",\"key\":\"{_run}\",\"value\":12.5}}\n");
        }

        return Encoding.UTF8.GetBytes(lines.ToString());
    }

    private Task<long> Plan(long revision, PlannedPhase[] phases) =>
        _cluster!.Grains.GetMeasurementPlan(Environment).Put(new()
        {
            Experiment = _run,
            Revision = revision,
            Phases = [.. phases],
            Metrics = [new(_run, MetricRole.Primary)],
        });

    private Authorship By(string operation) => new("actors-load", "", $"{_run}-{operation}");
}
