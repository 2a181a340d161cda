using System.Collections.Immutable;
using Actors.Experiments;

namespace Actors.Contracts.Experiments;

/// <summary>What is an experiment now, and how far has it been published?</summary>
/// <param name="Published">
/// By environment: the ruleset version that holds the last change of what is published there; null while it is on its
/// way.
/// </param>
[GenerateSerializer, Immutable, Alias("experiment-view")]
public sealed record ExperimentView(
    [property: Id(0)] string Key,
    [property: Id(1)] ExperimentRevision Revision,
    [property: Id(2)] DateTimeOffset CreatedAt,
    [property: Id(3)] ImmutableSortedDictionary<string, long?> Published);
