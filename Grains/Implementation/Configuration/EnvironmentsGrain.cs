using System.Runtime.CompilerServices;
using Actors.Contracts.Configuration;
using Microsoft.Extensions.Hosting;

namespace Actors.Implementation.Configuration;

/// <summary>Keeps what every project announced of itself, and tells the gateways.</summary>
[GrainType("environments")]
internal sealed class EnvironmentsGrain : Grain, IEnvironmentsGrain
{
    private readonly Storage<EnvironmentsState> _state;
    private readonly Changes _changes;

    public EnvironmentsGrain(
        [PersistentState("environments", StorageNames.Actors)] IPersistentState<EnvironmentsState> storage,
        IHostApplicationLifetime host,
        TimeProvider time)
    {
        _changes = new Changes(host, time);
        _state = new Storage<EnvironmentsState>(storage, this, _ => _changes.Tell());
    }

    private EnvironmentList List => new(_state.Durable.Version, [.. _state.Durable.Projects.Values]);

    public Task<EnvironmentList> Current(CancellationToken cancellation) => Task.FromResult(List);

    public Task Announce(ProjectEntry project, CancellationToken cancellation)
    {
        var state = _state.Newest;
        var known = state.Projects.GetValueOrDefault(project.Project);
        return known is not null && known.Revision >= project.Revision
            ? _state.Settled
            : _state.Keep(state with
            {
                Version = state.Version + 1,
                Projects = state.Projects.SetItem(project.Project, project),
            });
    }

    public async IAsyncEnumerable<EnvironmentList> Watch(
        long afterVersion, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var told = afterVersion;
        do
        {
            var list = List;
            yield return list.Version == told ? new EnvironmentList(told, []) : list;
            told = list.Version;
        }
        while (await _changes.Wait(() => _state.Durable.Version != told, cancellation));
    }
}
