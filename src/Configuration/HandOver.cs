namespace Actors.Configuration;

/// <summary>How far has one environment's ruleset followed a feature?</summary>
/// <param name="Revision">The last revision that changed what is published there.</param>
/// <param name="Acknowledged">The highest revision that the ruleset has acknowledged; 0: none.</param>
/// <param name="Version">The ruleset's version that holds the acknowledged revision; 0: none.</param>
[GenerateSerializer, Immutable, Alias("hand-over")]
public readonly record struct HandOver(
    [property: Id(0)] long Revision, [property: Id(1)] long Acknowledged, [property: Id(2)] long Version)
{
    public bool IsWaiting => Acknowledged < Revision;
}
