using Actors.Contracts.Measurement;
using Actors.Measurement;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Storage.Tests;

/// <summary>Events are written once, by one writer, and counted to the last, whatever happens meanwhile.</summary>
public sealed class EventPartitionTests(TwoClusters clusters)
{
    private static readonly MetricDefinition _revenue = new()
    {
        Event = "buy",
        Kind = MetricKind.Sum,
        Lookback = TimeSpan.FromHours(10),
    };

    private readonly EventStory _story = new(
        clusters.One.GetRequiredService<IGrainFactory>(), clusters.Other.GetRequiredService<IGrainFactory>());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeated_event_counts_once_and_an_id_with_another_content_is_refused()
    {
        var one = _story.Metric("u", 1);
        var outcomes = await _story.Append(false, one, _story.Metric("u", 2), one, one with { Content = 7 });
        var again = await _story.Append(false, one, one with { Content = 7 }, one with { Subject = new("id2", "u") });
        Assert.Equal(
            [EventOutcome.Accepted, EventOutcome.Accepted, EventOutcome.Duplicate, EventOutcome.IdReused], outcomes);
        Assert.Contains(EventOutcome.Duplicate, again);
        Assert.Contains(EventOutcome.IdReused, again);
        Assert.Contains(EventOutcome.Accepted, again);
        Assert.Equal(2, (await _story.Partition("u").History(one.Subject, 100, Cancellation)).Length);
    }

    [Fact]
    public async Task An_event_comes_back_from_the_log_as_it_was_written()
    {
        MeasuredEvent[] events = [_story.Exposure("u", 1), _story.Metric("u", 2, -3.25)];
        await _story.Append(false, events);
        var found = await _story.Partition("u", ofOther: true).History(new("id", "u"), 10, Cancellation);
        Assert.Equal([2, 1], found.Select(logged => logged.Sequence));
        Assert.Equal(events[1], found[0].Event);
        Assert.Equal(events[0].Exposure!.Dimensions, found[1].Event.Exposure!.Dimensions);
        Assert.Equal(
            events[0] with { Exposure = null }, found[1].Event with { Exposure = null });
    }

    [Fact]
    public async Task What_was_written_before_the_experiment_was_known_counts()
    {
        var experiment = EventStory.Experiment(_revenue);
        MeasuredEvent[] log =
        [
            _story.Metric("u", 1, 5), _story.Metric("u", 7, 10), _story.Exposure("u", 6, "b"), _story.Metric("u", 8, 2),
        ];
        var outcomes = await _story.Append(false, log);
        Assert.Contains(EventOutcome.NotMeasured, outcomes);

        await _story.Measure(experiment);
        var sums = await _story.Sums("u", experiment);
        Assert.Null(Recount.Of(experiment, log).DifferenceTo(sums));
        Assert.Equal(new(1, 12, 144, 5, 25, 60), sums.Variations[1].Metrics[0].All.ToMoments());
    }

    [Fact]
    public async Task A_metric_added_later_is_counted_from_the_start()
    {
        var experiment = EventStory.Experiment(_revenue);
        await _story.Measure(experiment);
        MeasuredEvent[] log = [_story.Exposure("u", 6), _story.Metric("u", 8, 2), _story.Metric("u", 30, 3)];
        await _story.Append(false, log);
        await _story.Sums("u", experiment);

        var more = EventStory.Experiment(_revenue, new() { Event = "buy", Kind = MetricKind.Count });
        await _story.Measure(more);
        Assert.Null(Recount.Of(more, log).DifferenceTo(await _story.Sums("u", more)));

        var stopped = more with { Stopped = EventStory.Start.AddHours(20) };
        await _story.Measure(stopped);
        Assert.Null(Recount.Of(stopped, log).DifferenceTo(await _story.Sums("u", stopped)));
    }

    [Fact]
    public async Task Of_two_activations_only_the_younger_writes_and_both_count_the_same()
    {
        var experiment = EventStory.Experiment(_revenue);
        await _story.Measure(experiment);
        var log = new List<MeasuredEvent>();
        for (var round = 0; round < 6; round++)
        {
            // One partition, so that the clusters take it from each other each time.
            MeasuredEvent[] events =
            [
                _story.Metric("u", round, round), _story.Exposure("u", 10 - round), _story.Metric("u", 12 + round, 2),
            ];
            await Append(round % 2 == 1, log, events);
        }

        var found = await _story.Partition("u").History(new("id", "u"), 100, Cancellation);
        Assert.Equal(log.Select(one => one.Id).Order(), found.Select(logged => logged.Event.Id).Order());
        Assert.Null(Recount.Of(experiment, log).DifferenceTo(await _story.Sums("u", experiment, ofOther: true)));
        await Append(false, log, _story.Metric("u", 20, 7));
        Assert.Null(Recount.Of(experiment, log).DifferenceTo(await _story.Sums("u", experiment)));
    }

    [Fact]
    public async Task An_erased_subject_is_in_no_row_and_in_no_sum()
    {
        var experiment = EventStory.Experiment(_revenue);
        await _story.Measure(experiment);
        var other = Enumerable.Range(0, 1000).Select(number => $"v{number}")
            .First(name => _story.Partition(name).GetGrainId() == _story.Partition("u").GetGrainId());
        MeasuredEvent[] log = [_story.Exposure(other, 1), _story.Metric(other, 2, 4)];
        await _story.Append(false, [_story.Exposure("u", 1), _story.Metric("u", 2, 9), .. log]);
        await _story.Sums("u", experiment);

        Assert.Equal(2, await _story.Partition("u").Erase(new("id", "u"), Cancellation));
        Assert.Null(Recount.Of(experiment, log).DifferenceTo(await _story.Sums("u", experiment)));
        Assert.Empty(await _story.Partition("u").History(new("id", "u"), 10, Cancellation));
        Assert.Null(Recount.Of(experiment, log).DifferenceTo(await _story.Sums("u", experiment, ofOther: true)));
    }

    [Fact]
    public async Task Many_subjects_at_once_are_counted_to_the_last()
    {
        var experiment = EventStory.Experiment(_revenue, new() { Event = "buy", Kind = MetricKind.Conversion });
        await _story.Measure(experiment);
        var subjects = Enumerable.Range(0, 4_000).Select(number => $"s{number}")
            .Where(name => _story.Partition(name).GetGrainId() == _story.Partition("u").GetGrainId()).ToList();
        var log = subjects.SelectMany((name, index) => new[]
        {
            _story.Metric(name, index % 40, index), _story.Exposure(name, 20, index % 2 == 0 ? "a" : "b"),
            _story.Metric(name, 25, index / 7.0),
        }).ToList();
        var writing = log.Chunk(100).Select((some, index) => _story.Append(index > 8, some));
        await Task.WhenAll(writing);

        // Whoever does not know yet that the other has written since learns it by writing.
        await Append(true, log, _story.Metric("u", 20, 7));
        Assert.Null(Recount.Of(experiment, log).DifferenceTo(await _story.Sums("u", experiment, ofOther: true)));
    }

    private async Task Append(bool ofOther, List<MeasuredEvent> log, params MeasuredEvent[] events)
    {
        await _story.Append(ofOther, events);
        log.AddRange(events);
    }
}
