using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Actors.Statistics;

/// <summary>
/// How likely is so much under a normal, Student's, a χ² or a binomial distribution? Tails are computed as tails.
/// </summary>
internal static class Distributions
{
    /// <summary>Beyond so many degrees of freedom Student's t is the normal, to eight digits.</summary>
    private const double ManyDegrees = 1e7;

    public static double NormalQuantile(double probability) => Normal.InvCDF(0, 1, probability);

    /// <summary>P(Z ≤ z).</summary>
    public static double NormalBelow(double z) => 0.5 * SpecialFunctions.Erfc(-z / Constants.Sqrt2);

    public static double NormalDensity(double z) => Math.Exp(-0.5 * z * z) / Constants.Sqrt2Pi;

    public static double StudentQuantile(double probability, double freedom) =>
        freedom > ManyDegrees ? NormalQuantile(probability) : StudentT.InvCDF(0, 1, freedom, probability);

    /// <summary>P(T ≤ t).</summary>
    public static double StudentBelow(double t, double freedom) =>
        freedom > ManyDegrees ? NormalBelow(t) : StudentT.CDF(0, 1, freedom, t);

    /// <summary>P(χ² &gt; x).</summary>
    public static double ChiSquaredAbove(double x, double freedom) =>
        x <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(freedom / 2, x / 2);

    /// <summary>P(X ≥ k) of n draws with the given chance.</summary>
    public static double BinomialAtLeast(long k, long n, double chance) =>
        k <= 0 || n <= 0 ? 1 : k > n ? 0 : SpecialFunctions.BetaRegularized(k, n - k + 1, chance);
}
