using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>Who gets what since the experiment was started?</summary>
[GenerateSerializer, Immutable, Alias("experiment-run")]
public sealed record Run
{
    /// <summary>1 from the start; moves by one when subjects are drawn anew. Data of phases is kept apart.</summary>
    [Id(0)] public required int Phase { get; init; }

    /// <summary>Of the hash that draws the variation; another one in each phase.</summary>
    [Id(1)] public required string Seed { get; init; }

    /// <summary>Which subjects get which variation, by their first slots; the rest take no part.</summary>
    [Id(2)] public ImmutableArray<SlotRange> Ranges { get; init; } = [];

    /// <summary>Through all of these a subject must pass: the layer's, and that of a holdout.</summary>
    [Id(3)] public ImmutableArray<LayerFilter> Filters { get; init; } = [];

    [Id(4)] public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the present phase began.</summary>
    [Id(5)] public required DateTimeOffset PhaseStartedAt { get; init; }

    /// <summary>null: it has not been stopped.</summary>
    [Id(6)] public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>
    /// Whether somebody may have been exposed to another variation in this phase than the ranges now say: then what is
    /// stored of a subject can change the answer.
    /// </summary>
    [Id(7)] public bool IsReallocated { get; init; }

    /// <summary>The phases before this one, from the first.</summary>
    [Id(8)] public ImmutableArray<PastPhase> Past { get; init; } = [];

    /// <summary>
    /// Since when newcomers of this phase are split by the weights as they are; null: since it began. Who was exposed
    /// before says nothing about whether the split is as planned.
    /// </summary>
    [Id(9)] public DateTimeOffset? SplitSince { get; init; }
}

/// <summary>A phase whose data is kept apart from what came after it.</summary>
[GenerateSerializer, Immutable, Alias("past-phase")]
public readonly record struct PastPhase(
    [property: Id(0)] int Phase,
    [property: Id(1)] DateTimeOffset StartedAt,
    [property: Id(2)] DateTimeOffset StoppedAt);
