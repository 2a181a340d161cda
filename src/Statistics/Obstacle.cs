namespace Actors.Statistics;

/// <summary>Why is there no answer yet?</summary>
public enum Obstacle
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>A variation has fewer than two subjects (or too few events for the quantile that is asked).</summary>
    TooFewSubjects,

    /// <summary>Nobody differs from anybody in either variation, or the sums contradict each other.</summary>
    NoVariance,

    /// <summary>A relative effect is asked, and the control's value is 0.</summary>
    NoBaseline,

    /// <summary>The denominators of a ratio add up to 0.</summary>
    NoDenominator,

    /// <summary>The sums, or what follows from them, are beyond what a double can hold and square.</summary>
    OutOfRange,
}
