namespace Actors.Allocation;

/// <summary>Which variation would a subject get now, if nothing were remembered of it?</summary>
/// <param name="Phase">The engine's <c>bucketVersion</c>.</param>
/// <param name="Variation">Its key.</param>
[GenerateSerializer, Immutable, Alias("allocation-proposal")]
public sealed record Proposal(
    [property: Id(0)] string Experiment, [property: Id(1)] int Phase, [property: Id(2)] string Variation);
