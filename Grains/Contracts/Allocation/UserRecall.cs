using System.Collections.Immutable;
using Actors.Allocation;

namespace Actors.Contracts.Allocation;

/// <summary>What is remembered of a subject that decides on what it gets now?</summary>
/// <param name="Revision">Of what is remembered: equal revisions, equal answers.</param>
/// <param name="Overrides">Those that count now.</param>
[GenerateSerializer, Immutable, Alias("user-recall")]
public sealed record UserRecall(
    [property: Id(0)] long Revision,
    [property: Id(1)] ImmutableArray<Override> Overrides,
    [property: Id(2)] ImmutableArray<StickyAssignment> Assignments);
