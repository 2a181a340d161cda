using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Experiments;

/// <summary>What of its project must be known to decide about an experiment?</summary>
public sealed record Surroundings
{
    /// <summary>Those that the project has.</summary>
    public ImmutableArray<string> Environments { get; init; } = [];

    /// <summary>By key: those that the experiment names and that exist.</summary>
    public ImmutableDictionary<string, Feature> Features { get; init; } = ImmutableDictionary<string, Feature>.Empty;

    /// <summary>Ids of the project's saved groups.</summary>
    public ImmutableHashSet<string> SavedGroups { get; init; } = [];

    /// <summary>Keys of the project's metrics.</summary>
    public ImmutableHashSet<string> Metrics { get; init; } = [];

    /// <summary>What its layer, and that of a holdout, have granted.</summary>
    public ImmutableArray<LayerFilter> Filters { get; init; } = [];

    /// <summary>What its layers say against it.</summary>
    public ImmutableArray<Foundation.Problem> LayerProblems { get; init; } = [];
}
