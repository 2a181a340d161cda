using System.Collections.Immutable;

namespace Actors.Contracts.Configuration;

/// <summary>Which projects and environments does this region serve? There is one, "region:environments".</summary>
[Alias("environments-grain")]
public interface IEnvironmentsGrain : IGrainWithStringKey
{
    [Alias("current"), AlwaysInterleave]
    Task<EnvironmentList> Current(CancellationToken cancellation = default);

    /// <summary>A project tells what it is; older news than known is ignored.</summary>
    [Alias("announce")]
    Task Announce(ProjectEntry project, CancellationToken cancellation = default);

    /// <summary>
    /// As <see cref="IRulesetGrain.Watch"/>: the whole list when newer, else heartbeats with the same version.
    /// </summary>
    [Alias("watch")]
    IAsyncEnumerable<EnvironmentList> Watch(long afterVersion, CancellationToken cancellation = default);
}

/// <param name="Projects">
/// By key, ordinal; deleted ones too, so that a gateway lets go of what it is told is gone, and of nothing else.
/// </param>
[GenerateSerializer, Immutable, Alias("environment-list")]
public sealed record EnvironmentList(
    [property: Id(0)] long Version, [property: Id(1)] ImmutableArray<ProjectEntry> Projects);

/// <param name="Revision">Of the project; orders announcements.</param>
/// <param name="Environments">Names, sorted; empty once the project is deleted.</param>
[GenerateSerializer, Immutable, Alias("project-entry")]
public sealed record ProjectEntry(
    [property: Id(0)] string Project,
    [property: Id(1)] long Revision,
    [property: Id(2)] string Name,
    [property: Id(3)] ImmutableArray<string> Environments,
    [property: Id(4)] bool Deleted);
