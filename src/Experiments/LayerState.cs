using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>What does a layer's actor keep: what the layer is, and who has which slots?</summary>
[GenerateSerializer, Immutable, Alias("layer-state")]
public sealed record LayerState
{
    public static LayerState Empty { get; } = new();

    /// <summary>0: there is no such layer. Moves with every change, also of the slots.</summary>
    [Id(0)] public long Revision { get; init; }

    /// <summary>null: there is no such layer.</summary>
    [Id(1)] public Layer? Layer { get; init; }

    /// <summary>By key of the experiment, ordinal: its slots, by their first, apart from each other.</summary>
    [Id(2)]
    public ImmutableSortedDictionary<string, ImmutableArray<SlotSpan>> Grants { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<SlotSpan>>(StringComparer.Ordinal);

    /// <summary>Slots that were given back and rest.</summary>
    [Id(3)] public ImmutableArray<RestingSlots> Resting { get; init; } = [];

    [Id(4)] public DateTimeOffset CreatedAt { get; init; }

    [Id(5)] public DateTimeOffset ChangedAt { get; init; }

    [Id(6)] public string ChangedBy { get; init; } = "";

    /// <summary>Of the last change by an operator.</summary>
    [Id(7)] public string LastOperationId { get; init; } = "";

    /// <summary>Slots that nobody has and that do not rest, by their first.</summary>
    public ImmutableArray<SlotSpan> Free(DateTimeOffset now) => SlotSpans.Without(
        Grants.Values.SelectMany(spans => spans)
            .Concat(Resting.Where(resting => resting.Until > now).SelectMany(resting => resting.Spans)));
}

/// <summary>Slots that an experiment gave back, and until when nobody gets them.</summary>
[GenerateSerializer, Immutable, Alias("resting-slots")]
public sealed record RestingSlots(
    [property: Id(0)] string Experiment,
    [property: Id(1)] ImmutableArray<SlotSpan> Spans,
    [property: Id(2)] DateTimeOffset Until);
