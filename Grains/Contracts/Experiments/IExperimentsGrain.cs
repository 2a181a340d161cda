using Actors.Experiments;

namespace Actors.Contracts.Experiments;

/// <summary>
/// The list of a project's experiments. The key is "experiments:project", for example "experiments:shop".
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
}
