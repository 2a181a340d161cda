using System.Collections.Immutable;
using Actors.Experiments;

namespace Actors.Contracts.Experiments;

/// <summary>
/// The lists of a project's experiments and layers. The key is "experiments:project", for example "experiments:shop".
/// </summary>
[Alias("experiments-grain")]
public interface IExperimentsGrain : IGrainWithStringKey
{
    /// <summary>What to list of an experiment; older news than known is ignored. Durable when it returns.</summary>
    [Alias("announce"), AlwaysInterleave]
    Task Announce(ExperimentSummary summary, CancellationToken cancellation = default);

    /// <summary>One page, by key, ordinal.</summary>
    [Alias("list"), AlwaysInterleave]
    Task<ExperimentPage> List(ExperimentQuery query, CancellationToken cancellation = default);

    /// <summary>What to list of a layer; older news than known is ignored. Durable when it returns.</summary>
    [Alias("announce-layer"), AlwaysInterleave]
    Task AnnounceLayer(LayerSummary summary, CancellationToken cancellation = default);

    /// <summary>The layers, by key, ordinal.</summary>
    [Alias("layers"), AlwaysInterleave]
    Task<ImmutableArray<LayerSummary>> Layers(CancellationToken cancellation = default);
}
