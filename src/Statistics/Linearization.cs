namespace Actors.Statistics;

/// <summary>How does a metric's value follow small changes of the means that it is made of?</summary>
/// <remarks>
/// The delta method: the variance of f(means) is about ∇f'Σ∇f/n, where Σ is the covariance matrix of one subject's
/// values (Deng, Knoblich and Lu 2018, "Applying the Delta Method in Metric Analytics", arXiv:1803.06336).
/// </remarks>
/// <param name="Count">The subjects.</param>
/// <param name="Value">f, adjusted by the covariate where there is one.</param>
/// <param name="Baseline">The value without adjustment, which a relative effect is relative to.</param>
/// <param name="Gradient">∇ of <paramref name="Value"/>.</param>
/// <param name="BaselineGradient">∇ of <paramref name="Baseline"/>.</param>
/// <param name="Covariance">Σ, symmetric, as wide as the gradients.</param>
internal sealed record Linearization(
    long Count,
    double Value,
    double Baseline,
    double[] Gradient,
    double[] BaselineGradient,
    double[][] Covariance)
{
    /// <summary>∇f'Σ∇f, for one subject.</summary>
    public double Variance => VarianceAlong(Gradient);

    public static Linearization OfOne(long count, double value, double variance) =>
        new(count, value, value, [1], [1], [[variance]]);

    public double VarianceAlong(double[] direction) => Product(direction, Covariance, direction);

    /// <summary>
    /// a'Σb, where Σ has as many rows as a and as many columns as b; 0 where the terms cancel but for rounding, as
    /// those of a ratio do whose numerator is its denominator.
    /// </summary>
    public static double Product(double[] a, double[][] matrix, double[] b)
    {
        var (sum, size) = (0.0, 0.0);
        for (var row = 0; row < a.Length; row++)
        {
            for (var column = 0; column < b.Length; column++)
            {
                var term = a[row] * matrix[row][column] * b[column];
                sum += term;
                size += Math.Abs(term);
            }
        }

        return Math.Abs(sum) <= Moments.Rounding * size ? 0 : sum;
    }
}
