using System.Collections.Immutable;
using Actors.Implementation.Measurement;
using Actors.Measurement;

namespace Actors.Grains.Tests.Measurement;

public sealed class LanesTests
{
    private static readonly DateTimeOffset _start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly MeasuredExperiment _experiment = new()
    {
        Experiment = "checkout",
        Phase = "1",
        Attribute = "id",
        Variations = ["a", "b"],
        Started = _start,
        Metrics = [new("purchase", MetricRole.Primary, new MetricDefinition { Event = "buy" })],
    };

    private readonly VolatileEvents _events = new();

    [Fact]
    public async Task What_a_version_of_before_has_counted_serves_until_it_is_counted_anew()
    {
        var stream = await Kept(isWhole: true);
        var lanes = new Lanes(_events, _events);
        await lanes.Load(stream, default);

        await lanes.Follow(stream, new MeasurementPlan(1, [_experiment]), default);
        Assert.Equal(2, Assert.Single(lanes.Sums("checkout")).Sums.Variations[0].Subjects);
        while (await lanes.CatchUp(stream, default))
        {
        }

        var sums = Assert.Single(lanes.Sums("checkout")).Sums;
        Assert.Equal([1L, 1L], sums.Variations.Select(one => one.Subjects));
        Assert.Equal(["js 1.8.0"], sums.Exposures!.Clients.Select(one => one.Client));
        var changes = lanes.Changes(null);
        Assert.Equal([1], changes.Dropped);
        Assert.Equal(2, Assert.Single(changes.Lanes).Lane);
    }

    [Fact]
    public async Task Where_the_log_has_forgotten_the_start_the_sums_of_before_go_on()
    {
        var stream = await Kept(isWhole: false);
        var lanes = new Lanes(_events, _events);
        await lanes.Load(stream, default);

        await lanes.Follow(stream, new MeasurementPlan(1, [_experiment]), default);
        Assert.False(await lanes.CatchUp(stream, default));

        var sums = Assert.Single(lanes.Sums("checkout")).Sums;
        Assert.Equal(2, sums.Variations[0].Subjects);
        Assert.NotNull(sums.Exposures);
        Assert.Equal(1, Assert.Single(lanes.Changes(null).Lanes).Lane);
    }

    /// <summary>Two exposures, one a variation, and sums that say something else, without any of exposures.</summary>
    private async Task<OpenLog> Kept(bool isWhole)
    {
        var stream = await _events.Open("shop/production", 0, default);
        var arrived = _start.AddHours(isWhole ? 1 : 500);
        if (!isWhole) await _events.Append(stream, [Exposure("gone", "a")], arrived, default);
        await _events.Append(stream, [Exposure("u", "a"), Exposure("v", "b")], arrived, default);
        if (!isWhole) _events.ForgetFirst(stream);
        stream = await _events.Open("shop/production", 0, default);
        var before = ExperimentSums.Empty(_experiment) with { Exposures = null };
        var variations = before.Variations.SetItem(0, before.Variations[0] with { Subjects = 2 });
        var lane = new KeptLane(1, stream.Tail, before with { Variations = variations });
        await _events.Keep(stream, new Checkpoint([lane], [], [], null), default);
        return stream;
    }

    private static MeasuredEvent Exposure(string subject, string variation) => new()
    {
        Id = $"exposure-{subject}",
        Kind = EventKind.Exposure,
        Key = "checkout",
        Subject = new("id", subject),
        At = _start.AddMinutes(30),
        Exposure = new(variation, "1", 7, "js", "1.8.0", ImmutableArray<Dimension>.Empty),
    };
}
