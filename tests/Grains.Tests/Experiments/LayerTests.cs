using Actors.Experiments;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Grains.Tests.Experiments;

/// <summary>Slots of a layer are granted with the start, kept whatever fails, and given back with the stop.</summary>
public sealed class LayerTests(RegionFixture fixture)
{
    private readonly Region _region = fixture.Region;

    [Fact]
    public async Task Experiments_get_slots_of_their_own_grow_and_give_them_back()
    {
        var lab = await Lab.Open(_region);
        await Make(lab, "main", new Layer { QuarantineHours = 1 });
        var second = lab.Beside("second");

        var first = await lab.Run(Sharing(6_000));
        await second.Run(Sharing(3_000));
        await lab.Do(new GrowExperiment(7_000));

        var layer = await State(lab, "main");
        Assert.Equal([new SlotSpan(0, 6_000)], Assert.Single(first.Revision.State.Run!.Filters).Spans);
        Assert.Equal([new SlotSpan(0, 6_000), new(9_000, 10_000)], layer.Grants["banner-shown"]);
        Assert.Equal([new SlotSpan(6_000, 9_000)], layer.Grants["second"]);
        Assert.Contains($"\"seed\":\"layer:{lab.Shop.Key}/main\"", await lab.Published());
        Assert.Contains("[[0,0.6],[0.9,1]]", await lab.Published());

        var refused = await lab.Beside("third").Refused(Sharing(1));
        Assert.Equal(("/layer/slots", "layer-full"), (refused.Path, refused.Code));
        await second.Do(new StopExperiment(null));
        layer = await State(lab, "main");
        Assert.Equal([new SlotSpan(6_000, 9_000)], Assert.Single(layer.Resting).Spans);
        Assert.Equal("layer-full", (await lab.Beside("third").Refused(Sharing(1))).Code);
        Assert.Equal("layer-share-fixed", (await lab.Ask(new GrowExperiment(100))).Refusal!.Code);
    }

    [Fact]
    public async Task Slots_that_have_rested_are_granted_again()
    {
        var clock = new FakeTimeProvider();
        await using var region = await Region.Start(clock: clock);
        var lab = await Lab.Open(region);
        await Make(lab, "main", new Layer { QuarantineHours = 2 });
        await lab.Run(Sharing(9_000));
        await lab.Do(new StopExperiment(null));

        Assert.Equal("layer-full", (await lab.Beside("second").Refused(Sharing(9_000))).Code);
        clock.Advance(TimeSpan.FromHours(2));
        await lab.Beside("second").Do(new StartExperiment());
    }

    [Fact]
    public async Task Whoever_starts_below_a_holdout_leaves_its_subjects_alone()
    {
        var lab = await Lab.Open(_region);
        await Make(lab, Layer.Holdout, new Layer { HeldOutSlots = 500 });

        await lab.Run();

        Assert.Contains($"\"seed\":\"layer:{lab.Shop.Key}/holdout\"", await lab.Published());
        Assert.Contains("[[0.05,1]]", await lab.Published());
        var changed = await lab.Layer(Layer.Holdout).Put(
            new Layer { HeldOutSlots = 600 }, null, Shop.By());
        Assert.Equal("layer-in-use", changed.Refusal!.Code);
    }

    [Fact]
    public async Task Slots_are_given_back_only_when_no_ruleset_publishes_the_experiment_any_more()
    {
        var lab = await Lab.Open(_region);
        await Make(lab, "main", new Layer());
        await lab.Run(Sharing(1_000));
        using (_region.Disk.Refuse("ruleset", lab.Shop.RulesetKey()))
        {
            await lab.Do(new StopExperiment(null));
            Assert.Single((await State(lab, "main")).Grants);
        }

        await Eventually.See(() => State(lab, "main"), layer => layer.Grants.IsEmpty);
        Assert.DoesNotContain("layer:", await lab.Published());
    }

    [Fact]
    public async Task A_start_that_could_not_be_kept_loses_no_slots()
    {
        var lab = await Lab.Open(_region);
        await Make(lab, "main", new Layer { QuarantineHours = 0 });
        await lab.Do(new PutExperiment(Sharing(1_000)));
        using (_region.Disk.Refuse("layer", $"layer:{lab.Shop.Key}/main"))
        {
            await Assert.ThrowsAnyAsync<Exception>(() => lab.Ask(new StartExperiment()));
        }

        await Eventually.See(() => lab.Experiment.Deliver(), delivered => delivered);
        Assert.Empty((await State(lab, "main")).Grants);
        await lab.Do(new StartExperiment());
        Assert.Equal([new SlotSpan(0, 1_000)], (await State(lab, "main")).Grants["banner-shown"]);
    }

    private static Experiment Sharing(int slots) => Lab.Draft with { Layer = new("main", slots) };

    private static async Task Make(Lab lab, string key, Layer layer) =>
        Assert.Null((await lab.Layer(key).Put(layer, 0, Shop.By())).Refusal);

    private static Task<LayerState> State(Lab lab, string key) => lab.Layer(key).Current();
}
