using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Experiments;
using Actors.Grains.Tests.Experiments;
using Actors.Measurement;
using Actors.Statistics;

namespace Actors.Grains.Tests.Measurement;

public sealed class ResultsTests(RegionFixture fixture)
{
    private static readonly Experiment _guarded = Lab.Draft with
    {
        Metrics = new() { Primary = ["purchase"], Guardrail = ["crashes"] },
        Statistics = new() { SequentialTuning = 0 },
    };

    [Fact]
    public async Task What_was_counted_becomes_results()
    {
        var lab = await Running();
        await Append(lab, 200, (subject, shown) => shown ? subject % 2 == 0 : subject % 10 == 0);

        var results = await Eventually.See(() => Read(lab), seen => Subjects(seen) == 200);

        Assert.Equal(("production", "1"), (results.Environment, results.Phase));
        var purchase = results.Report.Metrics[0];
        Assert.Equal(("purchase", MetricShape.Proportion), (purchase.Metric, purchase.Shape));
        Assert.Equal([10.0, 50.0], purchase.Variations.Select(variation => variation.Sum));
        var comparison = purchase.Variations[1].Comparison!;
        Assert.Equal(Finding.Better, comparison.Finding);
        Assert.Equal(0.4, comparison.Absolute.Estimate, 9);
        Assert.Equal(4, comparison.Relative.Estimate, 9);
        Assert.False(results.Report.SampleRatio.IsAlarm);
        Assert.Empty(results.Segments);
    }

    [Fact]
    public async Task A_dimension_shows_each_of_its_values()
    {
        var lab = await Running();
        await Append(lab, 90, (_, _) => false);
        await Eventually.See(() => Read(lab), seen => Subjects(seen) == 90);

        var results = await Read(lab, new ResultsQuery("production", "country"));

        Assert.Equal(["CH", "DE"], results.Segments.Select(segment => segment.Value).Order());
        Assert.Equal(90, results.Segments.Sum(segment => segment.Report.Variations.Sum(one => one.Subjects)));
        var unknown = await Grain(lab).Read(new ResultsQuery(Dimension: "colour"));
        Assert.Equal("dimension-not-found", unknown.Refusal?.Code);
    }

    [Fact]
    public async Task What_has_no_results_says_why()
    {
        var lab = await Lab.Open(fixture.Region);

        Assert.Equal("experiment-not-found", (await Grain(lab).Read(new())).Refusal?.Code);
        await lab.Do(new PutExperiment(Lab.Draft));
        Assert.Equal("experiment-not-started", (await Grain(lab).Read(new())).Refusal?.Code);
        await lab.Do(new StartExperiment());
        Assert.Equal("environment-not-found", (await Grain(lab).Read(new("staging"))).Refusal?.Code);
        var nobody = await Read(lab);
        Assert.Equal([0L, 0L], nobody.Report.Variations.Select(variation => variation.Subjects));
    }

    [Fact]
    public async Task Whoever_looks_at_once_asks_the_partitions_once()
    {
        var lab = await Running();
        var partition = fixture.Region.Grains.GetEvents(new EnvironmentId(lab.Shop.Key, "production"), 0);
        await Read(lab);
        var before = fixture.Region.Begun(partition, nameof(IEventPartitionGrain.Sums));

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Read(lab)));

        Assert.InRange(fixture.Region.Begun(partition, nameof(IEventPartitionGrain.Sums)) - before, 0, 10);
    }

    [Fact]
    public async Task A_guardrail_that_is_harmed_beyond_doubt_rolls_the_experiment_back_and_says_why()
    {
        var lab = await Running();
        await Append(lab, 400, (_, _) => false, (_, shown) => shown);

        var ended = await Eventually.See(
            () => lab.Experiment.Current(), seen => seen.Value!.Revision.State.Status is ExperimentStatus.Paused);

        Assert.StartsWith(
            "In production: shown harms crashes", ended.Value!.Revision.State.Reason, StringComparison.Ordinal);
        Assert.NotEqual("alice", ended.Value.Revision.Authorship.Author);
    }

    private IResultsGrain Grain(Lab lab) => fixture.Region.Grains.GetResults(
        GrainKeys.ExperimentOf(lab.StorageKey));

    private async Task<ExperimentResults> Read(Lab lab, ResultsQuery? query = null)
    {
        var answer = await Grain(lab).Read(query ?? new());
        Assert.Null(answer.Refusal);
        return answer.Value!;
    }

    private static long Subjects(ExperimentResults results) =>
        results.Report.Variations.Sum(variation => variation.Subjects);

    /// <summary>Running, and measured since.</summary>
    private async Task<Lab> Running()
    {
        var lab = await Lab.Open(fixture.Region);
        await Define(lab, "purchase", new() { Event = "buy" });
        await Define(lab, "crashes", new() { Event = "crash", LowerIsBetter = true });
        await lab.Run(_guarded);
        return lab;
    }

    private async Task Define(Lab lab, string metric, MetricDefinition definition)
    {
        var made = await fixture.Region.Grains.GetMetrics(lab.Shop.Key).Change(
            metric, new Metric { Name = metric, Definition = definition }, null, new Authorship("alice", "", metric));
        Assert.Null(made.Refusal);
    }

    /// <summary>So many subjects, every other one shown the banner; who buys and who crashes is given.</summary>
    private async Task Append(
        Lab lab, int subjects, Func<int, bool, bool> buys, Func<int, bool, bool>? crashes = null)
    {
        var events = Enumerable.Range(0, subjects).SelectMany(subject =>
        {
            var (isShown, number) = (subject % 2 == 1, subject / 2);
            var exposure = Event(subject, "exposure", 0) with
            {
                Kind = EventKind.Exposure,
                Key = "banner-shown",
                Exposure = new(
                    isShown ? "shown" : "control", "1", 1, "js", "1.8.0",
                    [new("country", subject % 3 == 0 ? "CH" : "DE"), new("platform", "web")]),
            };
            return (IEnumerable<MeasuredEvent>)
            [
                exposure,
                .. When(buys(number, isShown), Event(subject, "buy", 1)),
                .. When(crashes?.Invoke(number, isShown) is true, Event(subject, "crash", 2)),
            ];
        });
        foreach (var own in events.GroupBy(one => one.Subject.Partition))
        {
            var grain = fixture.Region.Grains.GetEvents(new EnvironmentId(lab.Shop.Key, "production"), own.Key);
            Assert.Null((await grain.Append([.. own])).Refusal);
        }
    }

    private static MeasuredEvent[] When(bool happens, MeasuredEvent one) => happens ? [one] : [];

    private static MeasuredEvent Event(int subject, string key, int secondsLater) => new()
    {
        Id = $"{key}-{subject}",
        Key = key,
        Subject = new("id", $"subject-{subject}"),
        At = TimeProvider.System.GetUtcNow().AddSeconds(1 + secondsLater),
        Value = Millionths.One,
        Count = 1,
    };
}
