namespace Actors.Allocation;

/// <summary>Which variation was given, and is given again as long as the experiment is in this phase?</summary>
/// <param name="Phase">The engine's <c>bucketVersion</c>.</param>
/// <param name="Variation">Its key.</param>
/// <param name="RulesetVersion">Under which it was given first.</param>
[GenerateSerializer, Immutable, Alias("sticky-assignment")]
public sealed record StickyAssignment(
    [property: Id(0)] string Experiment,
    [property: Id(1)] int Phase,
    [property: Id(2)] string Variation,
    [property: Id(3)] DateTimeOffset At,
    [property: Id(4)] long RulesetVersion)
{
    /// <summary>By which the engine's sticky documents know it: "experiment__phase".</summary>
    public string Key => KeyOf(Experiment, Phase);

    public static string KeyOf(string experiment, int phase) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{experiment}__{phase}");
}
