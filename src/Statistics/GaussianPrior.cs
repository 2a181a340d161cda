namespace Actors.Statistics;

/// <summary>What was believed of the relative effect before any data came?</summary>
/// <param name="Mean">Of the relative effect: 0.05 is 5 % more.</param>
/// <param name="Variance">Of the relative effect, above 0; 0.09 expects most effects within ±60 %.</param>
public sealed record GaussianPrior(double Mean, double Variance)
{
    /// <summary>Nothing was believed: every effect as likely as any other (improper).</summary>
    public static GaussianPrior Flat { get; } = new(0, double.PositiveInfinity);

    internal double Precision => 1 / Variance;

    /// <summary>The same belief of the absolute effect, given the control's value.</summary>
    internal GaussianPrior Scaled(double baseline) => double.IsPositiveInfinity(Variance)
        ? this
        : new(Mean * Math.Abs(baseline), Variance * baseline * baseline);
}
