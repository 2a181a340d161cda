using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>Who must know what a project has become? Its environments' rulesets, then the region's list.</summary>
internal static class ProjectNews
{
    /// <summary>May be repeated: each receiver ignores what it knows.</summary>
    public static async Task Tell(
        IGrainFactory grains, string project, ProjectState state, CancellationToken cancellation)
    {
        var environments = state.History.Project?.Environments ?? [];
        var authorship = new Authorship("actors", "the project's environments changed", state.History.LastOperationId);
        await Task.WhenAll(
            environments.Select(name => (Name: name, Removed: false))
                .Concat(state.RemovedEnvironments.Select(name => (Name: name, Removed: true)))
                .Select(environment => grains.GetRuleset(new EnvironmentId(project, environment.Name))
                    .Remove(environment.Removed, authorship, cancellation)));
        await grains.GetEnvironments().Announce(
            new ProjectEntry(
                project,
                state.History.Revision,
                state.History.Project?.Name ?? "",
                environments,
                state.History.Project is null),
            cancellation);
    }
}
