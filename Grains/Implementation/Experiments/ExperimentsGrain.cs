using System.Collections.Immutable;
using Actors.Contracts.Experiments;
using Actors.Experiments;

namespace Actors.Implementation.Experiments;

/// <summary>Which experiments and layers has a project, as far as they have announced themselves?</summary>
[GrainType("experiments")]
internal sealed class ExperimentsGrain(
    [PersistentState("experiments-index", StorageNames.Actors)] IPersistentState<ExperimentsState> storage)
    : Grain, IExperimentsGrain
{
    private Storage<ExperimentsState>? _storage;

    private Storage<ExperimentsState> State => _storage ??= new(storage, this);

    public Task Announce(ExperimentSummary summary, CancellationToken cancellation)
    {
        var known = State.Newest.Experiments;
        return summary.Revision <= (known.GetValueOrDefault(summary.Key)?.Revision ?? 0)
            ? State.Settled
            : State.Keep(State.Newest with { Experiments = known.SetItem(summary.Key, summary) });
    }

    public Task<ExperimentPage> List(ExperimentQuery query, CancellationToken cancellation) =>
        Task.FromResult(ExperimentIndex.Find(State.Durable.Experiments, query));

    public Task AnnounceLayer(LayerSummary summary, CancellationToken cancellation)
    {
        var known = State.Newest.Layers;
        return summary.Revision <= (known.GetValueOrDefault(summary.Key)?.Revision ?? 0)
            ? State.Settled
            : State.Keep(State.Newest with { Layers = known.SetItem(summary.Key, summary) });
    }

    public Task<ImmutableArray<LayerSummary>> Layers(CancellationToken cancellation) =>
        Task.FromResult<ImmutableArray<LayerSummary>>([.. State.Durable.Layers.Values]);
}

/// <summary>What the lists of a project's experiments and layers are made of.</summary>
[GenerateSerializer, Immutable, Alias("experiments-state")]
internal sealed record ExperimentsState
{
    [Id(0)]
    public ImmutableSortedDictionary<string, ExperimentSummary> Experiments { get; init; } =
        ImmutableSortedDictionary.Create<string, ExperimentSummary>(StringComparer.Ordinal);

    [Id(1)]
    public ImmutableSortedDictionary<string, LayerSummary> Layers { get; init; } =
        ImmutableSortedDictionary.Create<string, LayerSummary>(StringComparer.Ordinal);
}
