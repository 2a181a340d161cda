namespace Actors.Statistics;

/// <summary>
/// What need be remembered of any number of subjects to know the spread of one or two of their values?
/// </summary>
/// <remarks>
/// y is the denominator of a ratio metric, or the same metric before the exposure (CUPED). Moments of disjoint groups
/// of subjects add up, so partitions, days and countries can be kept apart and merged in any order.
/// </remarks>
/// <param name="Count">n, the subjects; never negative.</param>
/// <param name="SumX">Σx over the subjects, one x a subject.</param>
/// <param name="SumXX">Σx².</param>
/// <param name="SumY">Σy; 0 where there is no second value.</param>
/// <param name="SumYY">Σy².</param>
/// <param name="SumXY">Σxy.</param>
public readonly record struct Moments(
    long Count, double SumX, double SumXX, double SumY = 0, double SumYY = 0, double SumXY = 0)
{
    /// <summary>
    /// A sum of squared deviations below this share of the sum of squares is rounding, and counts as none: n equal
    /// values of 0.1 have no spread. A metric whose deviation is less than a millionth of its mean can't be told from a
    /// constant.
    /// </summary>
    internal const double Rounding = 1e-12;

    /// <summary>Σx/n; 0 of nobody.</summary>
    public double MeanX => Mean(SumX);

    /// <summary>Σy/n; 0 of nobody.</summary>
    public double MeanY => Mean(SumY);

    /// <summary>(Σx² − (Σx)²/n)/(n − 1), the unbiased variance of x; 0 of fewer than two subjects.</summary>
    public double VarianceX => Variance(SumX, SumXX);

    /// <summary>(Σy² − (Σy)²/n)/(n − 1), the unbiased variance of y; 0 of fewer than two subjects.</summary>
    public double VarianceY => Variance(SumY, SumYY);

    /// <summary>(Σxy − ΣxΣy/n)/(n − 1), the unbiased covariance; 0 of fewer than two subjects.</summary>
    public double Covariance => CovarianceOf(Count, SumX, SumY, SumXY);

    public static Moments operator +(Moments left, Moments right) => left.Merge(right);

    /// <summary>Of n subjects of whom so many have converted: x is 1 or 0.</summary>
    public static Moments OfSuccesses(long count, double successes) => new(count, successes, successes);

    /// <summary>The moments of both groups of subjects together; they must not overlap.</summary>
    public Moments Merge(Moments other) => new(
        Count + other.Count,
        SumX + other.SumX,
        SumXX + other.SumXX,
        SumY + other.SumY,
        SumYY + other.SumYY,
        SumXY + other.SumXY);

    /// <summary>The same with one more subject.</summary>
    public Moments Plus(double x, double y = 0) => Merge(new Moments(1, x, x * x, y, y * y, x * y));

    internal static double CovarianceOf(long count, double sumX, double sumY, double sumXY) =>
        count < 2 ? 0 : (sumXY - (sumX * sumY / count)) / (count - 1);

    private double Mean(double sum) => Count == 0 ? 0 : sum / Count;

    private double Variance(double sum, double sumOfSquares)
    {
        if (Count < 2)
            return 0;
        var deviations = sumOfSquares - (sum * sum / Count);
        return Math.Abs(deviations) <= Rounding * sumOfSquares ? 0 : deviations / (Count - 1);
    }
}
