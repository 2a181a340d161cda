using Actors.Evaluation;
using Actors.Gateway.Rulesets;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>Is the variation that a client reports the one that the server computes?</summary>
internal enum DriftFinding
{
    Agrees,
    Differs,

    // Of the others nobody can say from an exposure alone; README.md has the reasons.
    NotRunning,
    OtherPhase,
    OtherVersion,
    OtherAttribute,
    Sticky,
    Overridden,
    NotByBucket,
}

/// <summary>Draws the variation of a reported exposure again, from what is in memory.</summary>
internal static class DriftCheck
{
    /// <param name="told">An exposure.</param>
    public static DriftFinding Of(LiveEnvironment environment, MeasuredEvent told)
    {
        var (ruleset, exposure) = (environment.Served, told.Exposure!);
        var drawn = ruleset.Draws.Again(told.Key, exposure.Phase, told.Subject.Attribute, told.Subject.Value);
        if (drawn.Obstacle is not DrawObstacle.None)
            return Of(drawn.Obstacle);

        // Whoever had other rules may rightly have been given something else. While a phase is not reallocated, that
        // is not so, whatever the version: who was given a variation keeps it.
        if (exposure.RulesetVersion > ruleset.Version
            || (drawn.IsReallocated && exposure.RulesetVersion != ruleset.Version))
            return DriftFinding.OtherVersion;
        if (environment.Overridden.Version < 0
            || environment.Overridden.Lists(told.Subject.Attribute, told.Subject.Value))
            return DriftFinding.Overridden;
        return drawn.Variation == exposure.Variation ? DriftFinding.Agrees : DriftFinding.Differs;
    }

    private static DriftFinding Of(DrawObstacle obstacle) => obstacle switch
    {
        DrawObstacle.OtherPhase => DriftFinding.OtherPhase,
        DrawObstacle.OtherAttribute => DriftFinding.OtherAttribute,
        DrawObstacle.Remembered => DriftFinding.Sticky,
        DrawObstacle.NotByBucket => DriftFinding.NotByBucket,
        _ => DriftFinding.NotRunning,
    };
}
