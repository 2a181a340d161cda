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

    [Fact]
    public async Task Killing_silos_under_load_loses_no_event_and_counts_none_twice()
    {
        await using var region = await TestRegion.Start(silos: 1, gateways: 1);
        await region.CreateProject("shop", ["alpha"], Cancellation);
        await using var cluster = await ClusterClient.Connect(region, Cancellation);
        var experiment = await Measure(region, cluster);

        var load = SteadyEvents.Start(region.Gateways[0].Url, region.ClientKey);
        await using (load)
        {
            await load.Succeeds(1_000);
            for (var kill = 0; kill < Kills; kill++)
            {
                // The only one: nobody is left who knows anything but the database.
                await region.Silos[0].Kill();
                await region.Silos[0].Start();
                await load.Succeeds(1_000);
            }
        }

        Assert.Empty(load.Refused);
        var log = await WholeLog(region, cluster);
        AssertOnce(log, load);
        await AssertCounted(cluster, experiment, log);

        // Nothing of the sums was in memory only, and nothing is counted again.
        await region.Silos[0].Kill();
        await region.Silos[0].Start();
        await AssertCounted(cluster, experiment, log);
        output.WriteLine($"{log.Rows.Count} events, {load.Acknowledged.Count} acknowledged, {Kills + 1} kills.");
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

    /// <summary>The log, once what clients gave up at the end is written or not.</summary>
    private static Task<LoggedEvents> WholeLog(TestRegion region, ClusterClient cluster) => Until.Some(
        async () =>
        {
            var log = await LoggedEvents.Read(region.Database.ConnectionString, Cancellation);
            var tails = 0L;
            for (var partition = 0; partition < EventLimits.Partitions; partition++)
            {
                var grain = cluster.Grains.GetEvents(_environment, partition);
                tails += (await grain.Sums("", Cancellation)).Tail;
            }

            return tails == log.Rows.Count ? log : null;
        },
        "the log is at rest");

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

    private static async Task AssertCounted(ClusterClient cluster, MeasuredExperiment experiment, LoggedEvents log)
    {
        var sums = ExperimentSums.Empty(experiment);
        for (var partition = 0; partition < EventLimits.Partitions; partition++)
        {
            var grain = cluster.Grains.GetEvents(_environment, partition);
            var own = await Until.Some(
                async () =>
                {
                    var counted = await grain.Sums(experiment.Experiment, Cancellation);
                    return counted.Phases.SingleOrDefault(
                        phase => phase.Position == counted.Tail && phase.Sums.Of.IsSame(experiment));
                },
                "all events are counted");
            sums = sums.Plus(own.Sums);
        }

        var difference = Recount.Of(experiment, log.Events).DifferenceTo(sums);
        Assert.True(difference is null, difference);
        Assert.True(sums.Mixed > 0 && sums.Variations.All(variation => variation.Subjects > 100));
    }
}
