namespace Actors.Statistics;

/// <summary>
/// The mean of x − θy, where y was measured before anyone was exposed and so is the same in every variation but for
/// chance: the effect stays, and the part of the noise that y foretold is gone. θ = Cov(x, y)/Var(y) over both
/// variations together leaves the least variance (Deng, Xu, Kohavi and Walker 2013, "Improving the Sensitivity of
/// Online Controlled Experiments by Utilizing Pre-Experiment Data", equation 4).
/// </summary>
internal sealed record AdjustedMeanSample(Moments Moments, bool Binary) : Sample
{
    public override long Count => Moments.Count;

    public override double Mean => Moments.MeanX;

    internal override double Theta(Sample treatment)
    {
        var both = Together(treatment).Covariance();
        return both[1][1] <= 0 || both[0][0] <= 0 ? 0 : both[0][1] / both[1][1];
    }

    internal override Sample Merge(Sample other) => Together(other);

    internal override Linearization Linearize(double theta) => new(
        Count, Mean - (theta * Moments.MeanY), Mean, [1, -theta], [1, 0], Covariance());

    /// <summary>
    /// Of the means as observed: the covariate's part in the difference is 0 in expectation, and so gbstats leaves it
    /// out.
    /// </summary>
    internal override double Difference(Linearization control, Linearization treatment) =>
        treatment.Baseline - control.Baseline;

    private AdjustedMeanSample Together(Sample other) =>
        this with { Moments = Moments + ((AdjustedMeanSample)other).Moments };

    private double[][] Covariance()
    {
        if (!Binary)
            return RatioSample.Covariance(Moments);
        var (x, y) = (Moments.MeanX, Moments.MeanY);
        var both = Count < 2 ? 0 : (Moments.SumXY / Count) - (x * y);
        return Count < 2 ? [[0, 0], [0, 0]] : [[x * (1 - x), both], [both, y * (1 - y)]];
    }
}
