using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Harness;
using Actors.Measurement;

namespace Actors.Storage.Tests;

/// <summary>An environment of a test's own whose events both clusters write, and what a test asks of it.</summary>
internal sealed class EventStory(IGrainFactory one, IGrainFactory other)
{
    private readonly EnvironmentId _environment = new($"p{Guid.NewGuid():N}", "production");
    private long _revision;
    private int _number;

    public static DateTimeOffset Start { get; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static MeasuredExperiment Experiment(params MetricDefinition[] metrics) => new()
    {
        Experiment = "checkout",
        Phase = "0",
        Attribute = "id",
        Variations = ["a", "b"],
        Started = Start,
        Metrics = [.. metrics.Select((metric, index) => new MeasuredMetric($"m{index}", MetricRole.Primary, metric))],
    };

    public IEventPartitionGrain Partition(string subject, bool ofOther = false) =>
        (ofOther ? other : one).GetEvents(_environment, new SubjectId("id", subject).Partition);

    public MeasuredEvent Metric(string subject, double hours, double value = 1) => new()
    {
        Id = $"e-{_number++}",
        Key = "buy",
        Subject = new("id", subject),
        At = Start.AddHours(hours),
        Value = (long)(value * Millionths.One),
        Count = 1,
        Properties = """{"currency":"CHF"}""",
    };

    public MeasuredEvent Exposure(string subject, double hours, string variation = "a") => new()
    {
        Id = $"e-{_number++}",
        Kind = EventKind.Exposure,
        Key = "checkout",
        Subject = new("id", subject),
        At = Start.AddHours(hours),
        Exposure = new(variation, "0", 42, "js", "1.8.0", [new("country", "CH"), new("platform", "ios")]),
    };

    /// <summary>Tells the plan of both clusters what is measured, as experiments and metrics would.</summary>
    public async Task Measure(MeasuredExperiment experiment)
    {
        var revision = ++_revision;
        foreach (var grains in new[] { one, other })
        {
            var plan = grains.GetMeasurementPlan(_environment);
            var metrics = new PlannedMetrics(revision, experiment.Metrics.ToImmutableSortedDictionary(
                metric => metric.Key, metric => metric.Definition, StringComparer.Ordinal));
            await Until.True(async () => await plan.PutMetrics(metrics) >= 0, "the metrics are known");
            await Until.True(async () => await plan.Put(new PlannedExperiment
            {
                Experiment = experiment.Experiment,
                Revision = revision,
                Phases =
                [
                    new()
                    {
                        Phase = experiment.Phase,
                        Attribute = experiment.Attribute,
                        Variations = experiment.Variations,
                        Started = experiment.Started,
                        Stopped = experiment.Stopped,
                    },
                ],
                Metrics = [.. experiment.Metrics.Select(metric => new PlannedMetric(metric.Key, metric.Role))],
            }) > 0, "the experiment is planned");
        }
    }

    /// <summary>Appends through one of the clusters, again and again until it is written.</summary>
    public async Task<ImmutableArray<EventOutcome>> Append(bool ofOther, params MeasuredEvent[] events)
    {
        var outcomes = new List<EventOutcome>();
        foreach (var own in events.GroupBy(some => some.Subject.Partition))
        {
            ImmutableArray<MeasuredEvent> some = [.. own];
            await Until.True(
                async () =>
                {
                    var answer = await Partition(some[0].Subject.Value, ofOther).Append(some);
                    outcomes.AddRange(answer.Value.IsDefault ? [] : answer.Value);
                    return answer.Refusal is null;
                },
                "the events are written");
        }

        return [.. outcomes];
    }

    /// <summary>What a cluster's partition of this subject has counted, once it measures just this.</summary>
    public async Task<ExperimentSums> Sums(string subject, MeasuredExperiment experiment, bool ofOther = false)
    {
        var sums = await Until.Some(
            async () =>
            {
                var partition = await Partition(subject, ofOther).Sums(experiment.Experiment);
                return partition.Phases.FirstOrDefault(
                    phase => phase.Position == partition.Tail && phase.Sums.Of.IsSame(experiment));
            },
            "all is counted");
        return sums.Sums;
    }
}
