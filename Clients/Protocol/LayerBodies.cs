namespace Actors.Protocol;

/// <summary>What shall a layer be? Its experiments never share a subject. "holdout" stands above all others.</summary>
public record LayerBody
{
    /// <summary>May be left out: the path says it.</summary>
    public string? Key { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    /// <summary>Whose value decides the slot, "id" when left out; fixed while experiments run in it.</summary>
    public string? HashAttribute { get; init; }

    /// <summary>How long slots that were given back rest; 0 to 10,000, and 24 when left out.</summary>
    public int? QuarantineHours { get; init; }

    /// <summary>Of the layer "holdout" only: ten-thousandths of the subjects who are in no experiment.</summary>
    public int? HeldOutSlots { get; init; }
}

/// <summary>What is a layer, and who has which of its 10,000 slots?</summary>
public sealed record LayerResponse : LayerBody
{
    /// <summary>Slots that nobody has and that do not rest. Of the holdout they mean nothing.</summary>
    public required int FreeSlots { get; init; }

    /// <summary>By key of the experiment.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<SlotSpanBody>> Grants { get; init; }

    /// <summary>Slots that were given back and rest.</summary>
    public required IReadOnlyList<RestingSlotsBody> Resting { get; init; }

    /// <summary>Its ETag without the quotes; moves with the slots, too.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }
}

/// <param name="Experiment">Who gave them back.</param>
public sealed record RestingSlotsBody(string Experiment, IReadOnlyList<SlotSpanBody> Spans, DateTimeOffset Until);

/// <summary>Which layers has a project? By key.</summary>
public sealed record LayerList(IReadOnlyList<LayerListItem> Layers);

/// <summary>What does a list of layers show of each?</summary>
/// <param name="Experiments">How many have slots of it.</param>
/// <param name="GrantedSlots">Of 10,000.</param>
public sealed record LayerListItem(string Key, string Description, int Experiments, int GrantedSlots, long Revision);

/// <summary>How much of its layer shall a running experiment have?</summary>
/// <param name="Slots">In all, more than now.</param>
public sealed record GrowRequest(int Slots);
