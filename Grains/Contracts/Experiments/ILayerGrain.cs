using Actors.Configuration;
using Actors.Experiments;

namespace Actors.Contracts.Experiments;

/// <summary>
/// One layer: who has which of its 10,000 slots. The key is "layer:project/layer", for example "layer:shop/checkout".
/// </summary>
[Alias("layer-grain")]
public interface ILayerGrain : IGrainWithStringKey
{
    /// <summary>The durable state; of revision 0 when there is no such layer.</summary>
    [Alias("current"), AlwaysInterleave]
    Task<LayerState> Current(CancellationToken cancellation = default);

    /// <summary>
    /// Creates or changes the layer. Refused with "layer-exists", "revision-stale", "layer-invalid" or "layer-in-use".
    /// </summary>
    /// <param name="expected">As in <see cref="IExperimentGrain.Change"/>.</param>
    [Alias("put")]
    Task<Answer<LayerState>> Put(
        Layer layer, long? expected, Authorship authorship, CancellationToken cancellation = default);

    /// <summary>
    /// Lets an experiment have so many slots in all; it keeps those that it has. May be repeated. Answers what the
    /// experiment must filter by, once that is durable. Refused with "layer-not-found" or "layer-full".
    /// </summary>
    [Alias("grant")]
    Task<Answer<LayerFilter>> Grant(string experiment, int slots, CancellationToken cancellation = default);

    /// <summary>Takes an experiment's slots back, when no ruleset publishes it any more. May be repeated.</summary>
    [Alias("release")]
    Task Release(string experiment, CancellationToken cancellation = default);
}

/// <summary>What does a list of layers show of each?</summary>
/// <param name="Experiments">How many have slots of it.</param>
/// <param name="GrantedSlots">Of 10,000.</param>
[GenerateSerializer, Immutable, Alias("layer-summary")]
public sealed record LayerSummary(
    [property: Id(0)] string Key,
    [property: Id(1)] long Revision,
    [property: Id(2)] string Description,
    [property: Id(3)] int Experiments,
    [property: Id(4)] int GrantedSlots);
