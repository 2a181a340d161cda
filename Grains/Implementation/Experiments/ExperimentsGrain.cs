using System.Collections.Immutable;
using Actors.Contracts.Experiments;
using Actors.Experiments;

namespace Actors.Implementation.Experiments;

/// <summary>Which experiments has a project, as far as they have announced themselves?</summary>
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
            : State.Keep(new ExperimentsState { Experiments = known.SetItem(summary.Key, summary) });
    }

    public Task<ExperimentPage> List(ExperimentQuery query, CancellationToken cancellation) =>
        Task.FromResult(ExperimentIndex.Find(State.Durable.Experiments, query));
}

/// <summary>What a list of a project's experiments is made of.</summary>
[GenerateSerializer, Immutable, Alias("experiments-state")]
internal sealed record ExperimentsState
{
    [Id(0)]
    public ImmutableSortedDictionary<string, ExperimentSummary> Experiments { get; init; } =
        ImmutableSortedDictionary.Create<string, ExperimentSummary>(StringComparer.Ordinal);
}
