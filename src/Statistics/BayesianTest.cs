namespace Actors.Statistics;

/// <summary>How likely is the treatment better, and what does a wrong decision cost?</summary>
public static class BayesianTest
{
    /// <summary>
    /// The estimate is normal around the effect δ, the prior of δ is normal, so the posterior is: precision 1/se² +
    /// 1/τ², mean (estimate/se² + m/τ²)/precision; with a flat prior N(estimate, se²) (Gelman et al., Bayesian Data
    /// Analysis, 3rd edition, section 2.5). Risks: E[max(δ, 0)] = μΦ(μ/σ) + σφ(μ/σ).
    /// </summary>
    /// <param name="effect">Relative or absolute; the prior is brought to the same unit.</param>
    /// <param name="prior">Of the relative effect; <see cref="GaussianPrior.Flat"/> when null.</param>
    /// <param name="alpha">What the credible interval leaves out: above 0, below 1.</param>
    /// <param name="lowerIsBetter">The metric counts something unwanted.</param>
    public static Posterior Of(
        Effect effect, GaussianPrior? prior = null, double alpha = 0.05, bool lowerIsBetter = false)
    {
        Alpha.Check(alpha);
        if (effect.Obstacle is not Obstacle.None)
            return Posterior.Unknown(effect.Obstacle);
        prior ??= GaussianPrior.Flat;
        if (!(prior.Variance > 0))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, "a variance is above 0");
        if (effect.Kind is DifferenceKind.Absolute)
            prior = prior.Scaled(effect.Baseline);
        if (!(prior.Variance > 0))
            return Posterior.Unknown(Obstacle.NoBaseline);
        var ofData = 1 / (effect.StandardError * effect.StandardError);
        var precision = ofData + prior.Precision;
        var mean = ((effect.Estimate * ofData) + (prior.Mean * prior.Precision)) / precision;
        var deviation = Math.Sqrt(1 / precision);
        var halfWidth = Distributions.NormalQuantile(1 - (alpha / 2)) * deviation;
        var (gain, loss) = (Expected(mean, deviation), Expected(-mean, deviation));
        return new Posterior(
            mean,
            deviation,
            new Interval(mean - halfWidth, mean + halfWidth),
            Distributions.NormalBelow((lowerIsBetter ? -mean : mean) / deviation),
            RiskOfShipping: lowerIsBetter ? gain : loss,
            RiskOfKeeping: lowerIsBetter ? loss : gain);
    }

    /// <summary>E[max(δ, 0)] of δ ~ N(mean, deviation²); far in the tail rounding could make it negative.</summary>
    internal static double Expected(double mean, double deviation)
    {
        var z = mean / deviation;
        return Math.Max(0, (mean * Distributions.NormalBelow(z)) + (deviation * Distributions.NormalDensity(z)));
    }
}
