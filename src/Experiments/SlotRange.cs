namespace Actors.Experiments;

/// <summary>Which subjects get a variation? Those whose bucket is from (inclusive) to (exclusive).</summary>
/// <param name="Variation">Index among the experiment's variations.</param>
/// <param name="From">A slot is a ten-thousandth, as fine as the second hash version draws; 0 to 10,000.</param>
[GenerateSerializer, Immutable, Alias("slot-range")]
public readonly record struct SlotRange(
    [property: Id(0)] int Variation, [property: Id(1)] int From, [property: Id(2)] int To)
{
    public int Length => To - From;
}
