namespace Actors.Evaluation;

/// <summary>Can a draw be repeated from the value of one attribute alone, and if not, why?</summary>
public enum DrawObstacle
{
    /// <summary>It can.</summary>
    None,

    /// <summary>No rule runs such an experiment.</summary>
    NotRunning,

    /// <summary>Another phase of the experiment runs, or may have: that one has another seed.</summary>
    OtherPhase,

    /// <summary>The experiment hashes another attribute.</summary>
    OtherAttribute,

    /// <summary>What was stored of the subject may decide: the variation is sticky.</summary>
    Remembered,

    /// <summary>Something else than the bucket decides, such as a contextual bandit.</summary>
    NotByBucket,
}

/// <summary>Which variation does its bucket alone give a subject?</summary>
/// <param name="Variation">Its key; null: none, or there is an obstacle.</param>
/// <param name="IsReallocated">Somebody may rightly have been given another one, earlier in this phase.</param>
public readonly record struct DrawnAgain(DrawObstacle Obstacle, string? Variation, bool IsReallocated);
