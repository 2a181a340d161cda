namespace Actors.Statistics;

/// <summary>Which alternative does a test look for?</summary>
public enum Side
{
    /// <summary>The treatment differs.</summary>
    Both,

    /// <summary>The treatment has more.</summary>
    Greater,

    /// <summary>The treatment has less.</summary>
    Lesser,
}

/// <summary>What does a frequentist test say of an effect?</summary>
/// <param name="Estimate">The effect; 0 where there is an obstacle.</param>
/// <param name="Interval">Everything that the test can't exclude; unbounded where there is an obstacle.</param>
/// <param name="PValue">Between 0 and 1; 1 where there is an obstacle.</param>
/// <param name="StandardError">Of the estimate; 0 where there is an obstacle.</param>
/// <param name="Obstacle">Why the test knows nothing.</param>
public sealed record TestResult(
    double Estimate, Interval Interval, double PValue, double StandardError, Obstacle Obstacle = Obstacle.None)
{
    internal static TestResult Unknown(Obstacle obstacle) => new(0, Interval.Unbounded, 1, 0, obstacle);
}
