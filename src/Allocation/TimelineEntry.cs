namespace Actors.Allocation;

/// <summary>What happened to a subject, and when?</summary>
/// <param name="Key">Of the experiment, or of the metric.</param>
/// <param name="Detail">The key of the variation; of a conversion its value as text.</param>
/// <param name="Phase">
/// Of the experiment; <see cref="UnknownPhase"/> where it is not known, 0 of a conversion.
/// </param>
/// <param name="RulesetVersion">0 where it is not known.</param>
[GenerateSerializer, Immutable, Alias("timeline-entry")]
public sealed record TimelineEntry(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] TimelineKind Kind,
    [property: Id(2)] string Key,
    [property: Id(3)] string Detail,
    [property: Id(4)] int Phase,
    [property: Id(5)] long RulesetVersion)
{
    public const int UnknownPhase = -1;
}
