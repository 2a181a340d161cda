namespace Actors.Statistics;

/// <summary>When will an effect count as found? What a plan and an analysis agree on.</summary>
public sealed record DecisionRule
{
    /// <summary>The share of experiments without effect in which one is found all the same: above 0, below 1.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>N* of <see cref="SequentialTest"/>; null when the moment of looking is chosen beforehand.</summary>
    public double? SequentialTuning { get; init; }

    /// <summary>
    /// Found when the credible interval leaves out 0; null for a frequentist test. Never with a tuning.
    /// </summary>
    public GaussianPrior? Prior { get; init; }

    internal double Z => Distributions.NormalQuantile(1 - (Alpha / 2));

    /// <summary>
    /// P(the interval leaves out 0) of an estimate ~ N(effect, se²), both signs: with h the interval's half width and b
    /// the prior's pull, Φ((effect + b − h)/se) + Φ(−(effect + b + h)/se).
    /// </summary>
    internal static double ChanceToFind(double effect, double standardError, double halfWidth, double pull = 0) =>
        Distributions.NormalBelow((effect + pull - halfWidth) / standardError)
        + Distributions.NormalBelow(-(effect + pull + halfWidth) / standardError);

    /// <summary>
    /// The posterior mean leaves out 0 where |estimate + se²·m/τ²| &gt; z·se²·√(1/se² + 1/τ²).
    /// </summary>
    internal double ChanceToFind(double effect, double standardError, GaussianPrior prior)
    {
        var variance = standardError * standardError;
        var halfWidth = Z * variance * Math.Sqrt((1 / variance) + prior.Precision);
        return ChanceToFind(effect, standardError, halfWidth, variance * prior.Mean * prior.Precision);
    }

    /// <summary>The half width of a confidence sequence in standard errors, after so many subjects.</summary>
    internal double SequentialWidth(double subjects) => SequentialTest.HalfWidth(
        1, subjects, Alpha, SequentialTest.Rho(Alpha, SequentialTuning.GetValueOrDefault()));
}
