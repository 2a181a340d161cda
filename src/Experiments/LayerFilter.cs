using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>Which subjects of a layer may take part in an experiment?</summary>
/// <param name="Layer">Its key.</param>
/// <param name="Seed">Of the layer's own hash, which no experiment shares.</param>
/// <param name="Attribute">Hashed with it.</param>
/// <param name="Spans">By their first slots, apart from each other.</param>
[GenerateSerializer, Immutable, Alias("layer-filter")]
public sealed record LayerFilter(
    [property: Id(0)] string Layer,
    [property: Id(1)] string Seed,
    [property: Id(2)] string Attribute,
    [property: Id(3)] ImmutableArray<SlotSpan> Spans);

/// <summary>A run of slots, from (inclusive) to (exclusive), 0 to 10,000.</summary>
[GenerateSerializer, Immutable, Alias("slot-span")]
public readonly record struct SlotSpan([property: Id(0)] int From, [property: Id(1)] int To)
{
    public int Length => To - From;
}
