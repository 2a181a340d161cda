namespace Actors.Allocation;

/// <summary>When did a subject first and last meet an experiment's variation, and under which ruleset?</summary>
/// <param name="Variation">The key of the first one.</param>
/// <param name="LastAt">To the hour: a subject that asks again and again is not written again and again.</param>
[GenerateSerializer, Immutable, Alias("known-exposure")]
public sealed record KnownExposure(
    [property: Id(0)] string Experiment,
    [property: Id(1)] int Phase,
    [property: Id(2)] string Variation,
    [property: Id(3)] DateTimeOffset FirstAt,
    [property: Id(4)] long FirstVersion,
    [property: Id(5)] DateTimeOffset LastAt,
    [property: Id(6)] long LastVersion)
{
    public string Key => StickyAssignment.KeyOf(Experiment, Phase);
}
