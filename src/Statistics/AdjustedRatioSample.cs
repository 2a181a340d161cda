namespace Actors.Statistics;

/// <summary>
/// A ratio after the exposure less θ times the same ratio before it, both linearised (delta method):
/// θ = (Cov_control + Cov_treatment)/(Var_control + Var_treatment), of the ratio before with the ratio after, and of
/// the ratio before (Deng et al. 2013, appendix B; gbstats, RegressionAdjustedRatioStatistic).
/// </summary>
internal sealed record AdjustedRatioSample(RatioHistory History) : Sample
{
    /// <summary>A smaller adjustment is none.</summary>
    private const double SmallestTheta = 1e-8;

    public override long Count => History.After.Count;

    public override double Mean => After.Mean;

    internal override Obstacle Obstacle => After.Obstacle;

    private RatioSample After => new(History.After);

    private RatioSample Before => new(History.Before);

    internal override double Theta(Sample treatment)
    {
        var other = (AdjustedRatioSample)treatment;
        if (History.Before.SumY == 0 || other.History.Before.SumY == 0)
            return 0;
        var variance = Before.Variance + other.Before.Variance;
        var theta = variance <= 0 ? 0 : (CovarianceWithBefore() + other.CovarianceWithBefore()) / variance;
        return Math.Abs(theta) < SmallestTheta ? 0 : theta;
    }

    internal override Sample Merge(Sample other) =>
        new AdjustedRatioSample(History.Merge(((AdjustedRatioSample)other).History));

    internal override Linearization Linearize(double theta)
    {
        var after = RatioSample.Gradient(History.After);
        var before = RatioSample.Gradient(History.Before);
        var cross = Cross();
        var here = RatioSample.Covariance(History.After);
        var there = RatioSample.Covariance(History.Before);
        return new Linearization(
            Count,
            Mean - (theta * Before.Mean),
            Mean,
            [.. after, -theta * before[0], -theta * before[1]],
            [.. after, 0, 0],
            [
                [.. here[0], .. cross[0]],
                [.. here[1], .. cross[1]],
                [cross[0][0], cross[1][0], .. there[0]],
                [cross[0][1], cross[1][1], .. there[1]],
            ]);
    }

    private double CovarianceWithBefore() => Linearization.Product(
        RatioSample.Gradient(History.After), Cross(), RatioSample.Gradient(History.Before));

    private double[][] Cross()
    {
        var (after, before) = (History.After, History.Before);
        double Of(double sumAfter, double sumBefore, double products) =>
            Moments.CovarianceOf(Count, sumAfter, sumBefore, products);
        return
        [
            [
                Of(after.SumX, before.SumX, History.NumeratorNumerator),
                Of(after.SumX, before.SumY, History.NumeratorDenominator),
            ],
            [
                Of(after.SumY, before.SumX, History.DenominatorNumerator),
                Of(after.SumY, before.SumY, History.DenominatorDenominator),
            ],
        ];
    }
}
