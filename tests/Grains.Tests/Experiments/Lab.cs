using Actors.Contracts;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Measurement;

namespace Actors.Grains.Tests.Experiments;

/// <summary>A shop with a feature "banner", and an experiment that drives it.</summary>
internal sealed class Lab(Region region, Shop shop, string key)
{
    public Shop Shop => shop;

    public static Experiment Draft { get; } = new()
    {
        Name = "Banner",
        Environments = ["production"],
        Variations = [new("control"), new("shown")],
        Features = [new("banner", """{"control":false,"shown":true}""")],
        Metrics = new() { Primary = ["purchase"] },
    };

    public IExperimentGrain Experiment => region.Grains.GetExperiment(new ExperimentId(shop.Key, key));

    public IExperimentsGrain List => region.Grains.GetExperiments(shop.Key);

    public string StorageKey => $"exp:{shop.Key}/{key}";

    public static async Task<Lab> Open(Region region)
    {
        var shop = await Shop.Open(region);
        await shop.Change(Shop.Switch("false"));
        var purchase = new Metric { Name = "Purchase", Definition = new() { Event = "buy" } };
        var defined = await region.Grains.GetMetrics(shop.Key).Change("purchase", purchase, null, Shop.By());
        Assert.Null(defined.Refusal);
        return new Lab(region, shop, "banner-shown");
    }

    public Lab Beside(string other) => new(region, shop, other);

    public Task<Answer<ExperimentView>> Ask(ExperimentChange change, long? expected = null) =>
        Experiment.Change(change, expected, Shop.By());

    public async Task<ExperimentView> Do(ExperimentChange change)
    {
        var answer = await Ask(change);
        Assert.True(
            answer.Refusal is null, $"{answer.Refusal?.Code} {string.Join("; ", answer.Refusal?.Problems ?? [])}");
        return answer.Value!;
    }

    public async Task<ExperimentView> Run(Experiment? experiment = null)
    {
        await Do(new PutExperiment(experiment ?? Draft));
        return await Do(new StartExperiment());
    }

    /// <summary>The one problem of a start that is refused.</summary>
    public async Task<Problem> Refused(Experiment experiment)
    {
        await Do(new PutExperiment(experiment));
        return Assert.Single((await Ask(new StartExperiment())).Refusal!.Problems);
    }

    public ILayerGrain Layer(string layer) => region.Grains.GetLayer(new ExperimentId(shop.Key, layer));

    /// <summary>What is published of the feature in an environment.</summary>
    public async Task<string> Published(string environment = "production") =>
        (await shop.Ruleset(environment).Snapshot()).Features["banner"].Json!;
}
