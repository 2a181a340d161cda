using System.Net.Http.Json;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Measurement;

namespace Actors.Resilience.Tests;

/// <summary>Whatever is killed, every acknowledged event is in the log once and in the sums once.</summary>
public sealed class EventCountTests(ITestOutputHelper output)
{
    private const int Kills = 4;
    private static readonly EnvironmentId _environment = new("shop", "production");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)] // nobody is left who knows anything but the database
    [InlineData(2)] // the other one takes over what the first was writing
    public async Task Killing_silos_under_load_loses_no_event_and_counts_none_twice(int silos)
    {
        await using var region = await TestRegion.Start(silos, gateways: 1);
        await region.CreateProject("shop", ["alpha"], Cancellation);
        await using var cluster = await ClusterClient.Connect(region, Cancellation);
        var experiment = await Measure(region, cluster);

        var load = SteadyEvents.Start(region.Gateways[0].Url, region.ClientKey);
        await using (load)
        {
            await load.Succeeds(1_000);
            for (var kill = 0; kill < Kills; kill++)
            {
                await KillAndStart(region.Silos[kill % silos]);
                await load.Succeeds(1_000);
            }
        }

        Assert.Empty(load.Refused);
        var log = await AssertCounted(region, cluster, experiment);
        AssertOnce(log, load);

        // Nothing of the sums was in memory only, and nothing is counted again.
        await Task.WhenAll(region.Silos.Select(KillAndStart));
        await AssertCounted(region, cluster, experiment);
        output.WriteLine($"{log.Rows.Count} events, {load.Acknowledged.Count} acknowledged, {Kills + 1} kills.");
    }

    private static async Task KillAndStart(RegionProcess silo)
    {
        await silo.Kill();
        await silo.Start();
    }

    private static async Task<MeasuredExperiment> Measure(TestRegion region, ClusterClient cluster)
    {
        foreach (var (key, body) in new (string, object)[]
        {
            ("revenue", new { kind = "sum", @event = "buy", lookbackSeconds = 3600 }),
            ("buyers", new { kind = "conversion", @event = "buy", windowSeconds = 20 }),
            ("orders", new { kind = "count", @event = "buy", cap = 5 }),
        })
        {
            using var answer = await region.Gateways[0].Admin.PutAsJsonAsync(
                $"/v1/projects/shop/metrics/{key}", body, Cancellation);
            answer.EnsureSuccessStatusCode();
        }

        var plan = cluster.Grains.GetMeasurementPlan(_environment);
        await plan.Put(
            new PlannedExperiment
            {
                Experiment = "checkout",
                Revision = 1,
                Phases = [new() { Phase = "0", Attribute = "id", Variations = ["a", "b"], Started = default }],
                Metrics =
                [
                    new("revenue", MetricRole.Primary), new("buyers", MetricRole.Secondary),
                    new("orders", MetricRole.Guardrail),
                ],
            },
            Cancellation);
        var planned = await plan.Newer(0, Cancellation);
        var experiment = Assert.Single(planned!.Experiments);
        Assert.Equal(3, experiment.Metrics.Length);
        return experiment;
    }

    private static void AssertOnce(LoggedEvents log, SteadyEvents load)
    {
        var counts = log.Events.CountBy(one => (one.Subject.Value, one.Id)).ToDictionary();
        Assert.All(counts, one => Assert.Equal(1, one.Value));
        Assert.All(load.Acknowledged, one => Assert.True(counts.ContainsKey(one), $"{one} was lost"));
        foreach (var stream in log.Rows.GroupBy(row => row.Stream))
        {
            Assert.Equal(
                Enumerable.Range(1, stream.Count()).Select(number => (long)number), stream.Select(row => row.Sequence));
        }
    }

    /// <summary>Holds the sums against a plain recount of the log, and answers the log.</summary>
    private static async Task<LoggedEvents> AssertCounted(
        TestRegion region, ClusterClient cluster, MeasuredExperiment experiment)
    {
        var (log, sums) = await Until.Some(() => Counted(region, cluster, experiment), "all events are counted");
        var difference = Recount.Of(experiment, log.Events).DifferenceTo(sums);
        Assert.True(difference is null, difference);
        Assert.True(sums.Mixed > 0 && sums.Variations.All(variation => variation.Subjects > 100));
        return log;
    }

    /// <summary>
    /// Both of the same events, or nothing yet: what clients gave up at the end may be written at any time, or not.
    /// </summary>
    private static async Task<LogAndSums?> Counted(
        TestRegion region, ClusterClient cluster, MeasuredExperiment experiment)
    {
        var (sums, tails) = (ExperimentSums.Empty(experiment), 0L);
        for (var partition = 0; partition < EventLimits.Partitions; partition++)
        {
            var grain = cluster.Grains.GetEvents(_environment, partition);
            var counted = await grain.Sums(experiment.Experiment, Cancellation);
            var own = counted.Phases.SingleOrDefault(
                phase => phase.Position == counted.Tail && phase.Sums.Of.IsSame(experiment));
            if (own is null) return null;
            (sums, tails) = (sums.Plus(own.Sums), tails + counted.Tail);
        }

        var log = await LoggedEvents.Read(region.Database.ConnectionString, Cancellation);
        return tails == log.Rows.Count ? new(log, sums) : null;
    }

    private sealed record LogAndSums(LoggedEvents Log, ExperimentSums Sums);
}
