namespace Actors.Statistics;

/// <summary>Are the subjects split as planned? If not, something is broken, and no result can be trusted.</summary>
public static class SampleRatio
{
    /// <summary>
    /// Below this p-value there is a mismatch (Fabijan et al. 2019, KDD, "Diagnosing Sample Ratio Mismatch").
    /// </summary>
    public const double AlertBelow = 0.001;

    /// <summary>
    /// The p-value of Pearson's χ² = Σ(observed − expected)²/expected with k − 1 degrees of freedom. Variations without
    /// weight are left out, with their subjects; with fewer than two variations, or nobody, it is 1.
    /// </summary>
    /// <param name="counts">Subjects a variation.</param>
    /// <param name="weights">The planned shares in the same order, in any unit; none is negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or weight is negative or not a number.</exception>
    public static double PValue(IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        var planned = counts.Zip(weights, (count, weight) => (Count: (double)count, Weight: weight)).ToArray();
        foreach (var (count, weight) in planned)
        {
            if (count < 0)
                throw new ArgumentOutOfRangeException(nameof(counts), count, "a count is not negative");
            if (!(weight >= 0 && weight < double.PositiveInfinity))
                throw new ArgumentOutOfRangeException(nameof(weights), weight, "a weight is a number, not negative");
        }

        var taking = Array.FindAll(planned, variation => variation.Weight > 0);
        var subjects = taking.Sum(variation => variation.Count);
        if (taking.Length < 2 || subjects == 0)
            return 1;
        var all = taking.Sum(variation => variation.Weight);
        var distance = taking.Sum(variation => Distance(variation.Count, variation.Weight / all * subjects));
        return Distributions.ChiSquaredAbove(distance, taking.Length - 1);
    }

    private static double Distance(double observed, double expected) =>
        (observed - expected) * (observed - expected) / expected;
}
