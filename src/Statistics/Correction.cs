namespace Actors.Statistics;

/// <summary>How is it made up for that many metrics and variations are asked at once?</summary>
public enum Correction
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The chance that any of the findings is false stays below α.</summary>
    Holm,

    /// <summary>The expected share of false ones among the findings stays below α.</summary>
    BenjaminiHochberg,
}

/// <summary>What are p-values and intervals worth when they are several?</summary>
public static class Corrections
{
    /// <summary>The adjusted p-values, in the order of <paramref name="pValues"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is not between 0 and 1.</exception>
    public static double[] Adjust(Correction correction, IReadOnlyList<double> pValues) => correction switch
    {
        Correction.Holm => Holm(pValues),
        Correction.BenjaminiHochberg => BenjaminiHochberg(pValues),
        _ => [.. pValues],
    };

    /// <summary>
    /// The i-th smallest of m times m − i + 1, never less than the one before, at most 1 (Holm 1979, Scandinavian
    /// Journal of Statistics 6).
    /// </summary>
    public static double[] Holm(IReadOnlyList<double> pValues)
    {
        var order = Ascending(pValues);
        var adjusted = new double[order.Length];
        var atLeast = 0.0;
        for (var rank = 0; rank < order.Length; rank++)
        {
            atLeast = Math.Max(atLeast, Math.Min(1, pValues[order[rank]] * (order.Length - rank)));
            adjusted[order[rank]] = atLeast;
        }

        return adjusted;
    }

    /// <summary>
    /// The i-th smallest of m times m/i, never more than the one after (Benjamini and Hochberg 1995, Journal of the
    /// Royal Statistical Society B 57).
    /// </summary>
    public static double[] BenjaminiHochberg(IReadOnlyList<double> pValues)
    {
        var order = Ascending(pValues);
        var adjusted = new double[order.Length];
        var atMost = 1.0;
        for (var rank = order.Length - 1; rank >= 0; rank--)
        {
            atMost = Math.Min(atMost, pValues[order[rank]] * ((double)order.Length / (rank + 1)));
            adjusted[order[rank]] = atMost;
        }

        return adjusted;
    }

    /// <summary>
    /// The interval that agrees with an adjusted p-value: the standard error that would have given it,
    /// |estimate|/z(1 − p/2), times z(1 − α/2); never narrower than the interval without adjustment, and unbounded
    /// where nothing is left of the evidence (GrowthBook, getAdjustedCI).
    /// </summary>
    public static Interval Widen(Interval interval, double estimate, double adjustedPValue, double alpha)
    {
        Alpha.Check(alpha);
        if (adjustedPValue > 0.999999)
            return Interval.Unbounded;
        var error = Math.Abs(estimate) / Distributions.NormalQuantile(1 - (adjustedPValue / 2));
        var halfWidth = Distributions.NormalQuantile(1 - (alpha / 2)) * error;
        var wider = new Interval(estimate - halfWidth, estimate + halfWidth);
        return wider.Lower < interval.Lower && wider.Upper > interval.Upper ? wider : interval;
    }

    private static int[] Ascending(IReadOnlyList<double> pValues)
    {
        foreach (var pValue in pValues)
        {
            if (!(pValue is >= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(pValues), pValue, "a p-value is between 0 and 1");
        }

        return [.. Enumerable.Range(0, pValues.Count).OrderBy(index => pValues[index])];
    }
}
