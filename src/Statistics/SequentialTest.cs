namespace Actors.Statistics;

/// <summary>Is there an effect, whenever and however often one looks? Asymptotic confidence sequences.</summary>
/// <remarks>
/// Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2023, "Time-uniform central limit theory and asymptotic confidence
/// sequences", arXiv:2103.06476v7. Over all looks together the sequence misses the true effect in at most a share α of
/// experiments. n is the subjects of both variations, σ² = se²·n.
/// </remarks>
public static class SequentialTest
{
    /// <summary>At how many subjects the intervals are tightest, unless it is said otherwise.</summary>
    public const double DefaultTuning = 5000;

    /// <summary>The largest and smallest p that a one-sided sequence tells; beyond, the bound is not valid.</summary>
    private const double LargestPValue = 0.4999;

    private const double SmallestPValue = 1e-5;

    /// <summary>
    /// Two-sided: estimate ± <see cref="HalfWidth"/>, p = min(1, 1/e) with the e-value
    /// e = exp(ρ²·t²·n/(2(nρ² + 1)))/√(nρ² + 1), t = estimate/se (equation 155). One-sided: estimate ±
    /// σ·√(2(nρ² + 1)/(nρ)²·ln(1 + √(nρ² + 1)/(2α))) (equation 134), and p is the α at which that bound just reaches
    /// <paramref name="nothing"/>, told between 0.00001 and 0.4999.
    /// </summary>
    /// <param name="effect">Relative or absolute.</param>
    /// <param name="alpha">The share of experiments without effect that may ever look like one: above 0, below 1, and
    /// below 0.5 when one-sided.</param>
    /// <param name="side">What to look for.</param>
    /// <param name="tuning">N*: at how many subjects the interval is to be tightest; above 0. It changes no error
    /// rate.</param>
    /// <param name="nothing">The effect that counts as none: 0, or a margin.</param>
    public static TestResult Of(
        Effect effect,
        double alpha = 0.05,
        Side side = Side.Both,
        double tuning = DefaultTuning,
        double nothing = 0)
    {
        Alpha.Share(alpha, side is Side.Both ? 1 : 0.5, nameof(alpha));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tuning);
        if (effect.Obstacle is not Obstacle.None)
            return TestResult.Unknown(effect.Obstacle);
        var rho = Rho(side is Side.Both ? alpha : 2 * alpha, tuning);
        var grown = (effect.Count * rho * rho) + 1;
        var spread = 2 * grown / (effect.Count * rho * rho);
        var distance = (effect.Estimate - nothing) / effect.StandardError;
        var (halfWidth, pValue) = side is Side.Both
            ? (HalfWidth(effect.StandardError, effect.Count, alpha, rho), TwoSidedPValue(distance, grown))
            : (effect.StandardError * Math.Sqrt(spread * Math.Log(1 + (Math.Sqrt(grown) / (2 * alpha)))),
                OneSidedPValue(side is Side.Greater ? distance : -distance, grown, spread));
        return new TestResult(
            effect.Estimate, Interval.Around(effect.Estimate, halfWidth, side), pValue, effect.StandardError);
    }

    /// <summary>ρ = √((−2 ln α + ln(−2 ln α + 1))/N*) (equation 161); one-sided with 2α for α.</summary>
    internal static double Rho(double alpha, double tuning)
    {
        var twice = -2 * Math.Log(alpha);
        return Math.Sqrt((twice + Math.Log(twice + 1)) / tuning);
    }

    /// <summary>σ·√(2(nρ² + 1)·ln(√(nρ² + 1)/α)/(nρ)²) (equation 9), with σ = se·√n.</summary>
    internal static double HalfWidth(double standardError, double count, double alpha, double rho)
    {
        var grown = (count * rho * rho) + 1;
        return standardError * Math.Sqrt(2 * grown * Math.Log(Math.Sqrt(grown) / alpha) / (count * rho * rho));
    }

    /// <summary>In logarithms, since the e-value of a strong effect is beyond what a double can hold.</summary>
    private static double TwoSidedPValue(double distance, double grown) =>
        Math.Min(1, Math.Sqrt(grown) * Math.Exp(-(grown - 1) * distance * distance / (2 * grown)));

    /// <summary>distance² = spread·ln(1 + √grown/(2p)), solved for p.</summary>
    private static double OneSidedPValue(double distance, double grown, double spread) => distance <= 0
        ? LargestPValue
        : Math.Clamp(
            Math.Sqrt(grown) / (2 * (Math.Exp(distance * distance / spread) - 1)), SmallestPValue, LargestPValue);
}
