namespace Actors.Experiments;

/// <summary>How many ten-thousandths of the subjects does a change of the allocation move?</summary>
/// <param name="Entering">They took no part before.</param>
/// <param name="Leaving">They take no part any more.</param>
/// <param name="Switching">They get another variation.</param>
[GenerateSerializer, Immutable, Alias("experiment-movement")]
public readonly record struct Movement(
    [property: Id(0)] int Entering, [property: Id(1)] int Leaving, [property: Id(2)] int Switching)
{
    public int Moved => Entering + Leaving + Switching;
}
