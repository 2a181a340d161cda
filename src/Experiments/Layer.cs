namespace Actors.Experiments;

/// <summary>Which experiments never share a subject?</summary>
/// <remarks>
/// The layer called <see cref="Holdout"/> stands above all others: subjects in its first slots are in no experiment of
/// the project.
/// </remarks>
[GenerateSerializer, Immutable, Alias("experiment-layer")]
public sealed record Layer
{
    /// <summary>The key of the layer above all others.</summary>
    public const string Holdout = "holdout";

    public const int MaxQuarantineHours = 10_000;

    [Id(0)] public string Description { get; init; } = "";

    [Id(1)] public string Owner { get; init; } = "";

    /// <summary>Whose value decides the slot; experiments of the layer hash the same.</summary>
    [Id(2)] public string HashAttribute { get; init; } = "id";

    /// <summary>
    /// How long slots that were given back rest, so that what an experiment did to its subjects wears off.
    /// </summary>
    [Id(3)] public int QuarantineHours { get; init; } = 24;

    /// <summary>Of the holdout only: ten-thousandths of the subjects who are in no experiment.</summary>
    [Id(4)] public int HeldOutSlots { get; init; }

    /// <summary>Of the hash that draws the slot; no experiment has such a seed, for no key holds a colon.</summary>
    public static string Seed(string project, string layer) => $"layer:{project}/{layer}";
}
