namespace Actors.Experiments;

/// <summary>Between what does an experiment choose?</summary>
/// <param name="Key">Unique in its experiment; results and exposures name it.</param>
/// <param name="Name">For people; the key when empty.</param>
[GenerateSerializer, Immutable, Alias("experiment-variation")]
public sealed record Variation(
    [property: Id(0)] string Key, [property: Id(1)] string Name = "", [property: Id(2)] string Description = "");
