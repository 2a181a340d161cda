namespace Actors.Statistics;

/// <summary>What is to be believed of an effect after the data?</summary>
/// <param name="Estimate">The posterior mean; 0 where there is an obstacle.</param>
/// <param name="StandardDeviation">The posterior standard deviation; 0 where there is an obstacle.</param>
/// <param name="Interval">The equal-tailed credible interval; unbounded where there is an obstacle.</param>
/// <param name="ChanceToBeatControl">P(the treatment is better); 0.5 where there is an obstacle.</param>
/// <param name="RiskOfShipping">What shipping loses on average, in the effect's unit: E[max(−δ, 0)].</param>
/// <param name="RiskOfKeeping">What keeping the control loses on average: E[max(δ, 0)].</param>
/// <param name="Obstacle">Why nothing is known.</param>
public sealed record Posterior(
    double Estimate,
    double StandardDeviation,
    Interval Interval,
    double ChanceToBeatControl,
    double RiskOfShipping,
    double RiskOfKeeping,
    Obstacle Obstacle = Obstacle.None)
{
    internal static Posterior Unknown(Obstacle obstacle) => new(0, 0, Interval.Unbounded, 0.5, 0, 0, obstacle);
}
