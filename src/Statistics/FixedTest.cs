namespace Actors.Statistics;

/// <summary>Is there an effect, when the moment of looking was chosen beforehand? Welch's t-test.</summary>
public static class FixedTest
{
    /// <summary>
    /// t = (estimate − nothing)/se, against Student's distribution with Welch and Satterthwaite's degrees of freedom;
    /// the interval is estimate ± t(1 − α/2)·se, one-sided estimate ± t(1 − α)·se (Welch 1947, Biometrika 34). Looking
    /// again and again until it is significant errs far more often than α: then it is <see cref="SequentialTest"/>.
    /// </summary>
    /// <param name="effect">Relative or absolute.</param>
    /// <param name="alpha">The share of experiments without effect that may look like one: above 0, below 1.</param>
    /// <param name="side">What to look for.</param>
    /// <param name="nothing">The effect that counts as none: 0, or a margin.</param>
    public static TestResult Of(Effect effect, double alpha = 0.05, Side side = Side.Both, double nothing = 0)
    {
        Alpha.Check(alpha);
        if (effect.Obstacle is not Obstacle.None)
            return TestResult.Unknown(effect.Obstacle);
        var t = (effect.Estimate - nothing) / effect.StandardError;
        var freedom = effect.DegreesOfFreedom;
        var pValue = side switch
        {
            Side.Greater => Distributions.StudentBelow(-t, freedom),
            Side.Lesser => Distributions.StudentBelow(t, freedom),
            _ => Math.Min(1, 2 * Distributions.StudentBelow(-Math.Abs(t), freedom)),
        };
        var tail = side is Side.Both ? alpha / 2 : alpha;
        var halfWidth = Distributions.StudentQuantile(1 - tail, freedom) * effect.StandardError;
        return new TestResult(
            effect.Estimate, Interval.Around(effect.Estimate, halfWidth, side), pValue, effect.StandardError);
    }
}
