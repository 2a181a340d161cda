namespace Actors.Statistics;

internal sealed record MeanSample(Moments Moments) : Sample
{
    public override long Count => Moments.Count;

    public override double Mean => Moments.MeanX;

    internal override Sample Merge(Sample other) => new MeanSample(Moments + ((MeanSample)other).Moments);

    internal override Linearization Linearize(double theta) =>
        Linearization.OfOne(Count, Mean, Moments.VarianceX);
}

internal sealed record ProportionSample(Moments Moments) : Sample
{
    public override long Count => Moments.Count;

    public override double Mean => Moments.MeanX;

    internal override Sample Merge(Sample other) => new ProportionSample(Moments + ((ProportionSample)other).Moments);

    internal override Linearization Linearize(double theta) =>
        Linearization.OfOne(Count, Mean, Count < 2 ? 0 : Mean * (1 - Mean));
}

/// <summary>
/// Σx/Σy with the variance Var(x)/ȳ² + Var(y)·x̄²/ȳ⁴ − 2Cov(x, y)·x̄/ȳ³ (delta method, Deng et al. 2018, section 3).
/// </summary>
internal sealed record RatioSample(Moments Moments) : Sample
{
    public override long Count => Moments.Count;

    public override double Mean => Moments.SumY == 0 ? 0 : Moments.SumX / Moments.SumY;

    internal override Obstacle Obstacle =>
        base.Obstacle is Obstacle.None && Moments.SumY == 0 ? Obstacle.NoDenominator : base.Obstacle;

    /// <summary>∂/∂x̄ and ∂/∂ȳ of x̄/ȳ; nothing where there is no denominator.</summary>
    internal static double[] Gradient(Moments moments) => moments.MeanY == 0
        ? [0, 0]
        : [1 / moments.MeanY, -moments.MeanX / (moments.MeanY * moments.MeanY)];

    internal static double[][] Covariance(Moments moments) =>
    [
        [moments.VarianceX, moments.Covariance],
        [moments.Covariance, moments.VarianceY],
    ];

    internal override Sample Merge(Sample other) => new RatioSample(Moments + ((RatioSample)other).Moments);

    internal override Linearization Linearize(double theta)
    {
        var gradient = Gradient(Moments);
        return new Linearization(Count, Mean, Mean, gradient, gradient, Covariance(Moments));
    }
}
