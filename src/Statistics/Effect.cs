namespace Actors.Statistics;

/// <summary>How is an effect told?</summary>
public enum DifferenceKind
{
    /// <summary>(treatment − control)/|control|: 0.05 is 5 % more.</summary>
    Relative,

    /// <summary>treatment − control, in the metric's unit.</summary>
    Absolute,
}

/// <summary>How far is a treatment from its control, and how sure is that?</summary>
/// <remarks>
/// Where there is an <see cref="Obstacle"/> all figures are 0, and every test answers that it knows nothing.
/// </remarks>
public sealed record Effect
{
    /// <summary>What lies beyond can't be squared and divided within a double.</summary>
    private const double Largest = 1e100;

    private const double Smallest = 1e-100;

    private Effect()
    {
    }

    public DifferenceKind Kind { get; private init; }

    /// <summary>Relative or absolute, adjusted by the covariate where there is one.</summary>
    public double Estimate { get; private init; }

    /// <summary>The standard deviation of <see cref="Estimate"/> over repetitions of the experiment.</summary>
    public double StandardError { get; private init; }

    /// <summary>The subjects of both variations.</summary>
    public long Count { get; private init; }

    /// <summary>
    /// Welch and Satterthwaite: (s₁²/n₁ + s₂²/n₂)²/((s₁²/n₁)²/(n₁ − 1) + (s₂²/n₂)²/(n₂ − 1)) (Welch 1947).
    /// </summary>
    public double DegreesOfFreedom { get; private init; }

    /// <summary>The control's value as observed.</summary>
    public double Baseline { get; private init; }

    /// <summary>θ of CUPED: how much of the covariate was taken away; 0 without CUPED.</summary>
    public double Theta { get; private init; }

    public Obstacle Obstacle { get; private init; }

    /// <summary>
    /// Absolute: t − c with variance s_t²/n_t + s_c²/n_c. Relative: (t − c)/|c| by the delta method, for means
    /// s_t²/(n_t·c²) + s_c²·t²/(n_c·c⁴) (Deng et al. 2018, section 2). A variation in which nobody differs (none of
    /// 10,000 has converted) is taken to vary as the other does, so that its effect can be told; and where nobody
    /// differs in either (all here, none there), as both do together.
    /// </summary>
    /// <exception cref="ArgumentException">The two samples are of different kinds.</exception>
    public static Effect Between(Sample control, Sample treatment, DifferenceKind kind = DifferenceKind.Relative)
    {
        if (control.GetType() != treatment.GetType())
            throw new ArgumentException("Both variations are measured in the same way.", nameof(treatment));
        var theta = control.Theta(treatment);
        var (one, other) = (control.Linearize(theta), treatment.Linearize(theta));
        var together = control.Merge(treatment).Linearize(theta).Variance;
        var effect = Between(one, other, control.Difference(one, other), together, kind);
        var obstacle = FirstObstacle(control, treatment, effect);
        return obstacle is Obstacle.None
            ? effect with { Theta = theta }
            : new Effect { Kind = kind, Count = Math.Max(0, effect.Count), Obstacle = obstacle };
    }

    private static Effect Between(
        Linearization control, Linearization treatment, double difference, double together, DifferenceKind kind)
    {
        var ofControl = Borrowed(control.Variance, treatment.Variance, together);
        var ofTreatment = Borrowed(treatment.Variance, control.Variance, together);
        var slope = Array.ConvertAll(control.Gradient, part => -part);
        var (scale, borrowedSlope) = (1.0, 1.0);
        if (kind is DifferenceKind.Relative)
        {
            scale = Math.Abs(control.Baseline);
            var pull = difference / (scale * control.Baseline);
            slope = [.. control.Gradient.Zip(control.BaselineGradient, (a, b) => -(a / scale) - (pull * b))];
            borrowedSlope = (1 / scale) + pull;
        }

        var partOfControl = control.Variance == 0
            ? borrowedSlope * borrowedSlope * ofControl
            : control.VarianceAlong(slope);
        var variance = (partOfControl / control.Count) + (ofTreatment / (scale * scale) / treatment.Count);
        return new Effect
        {
            Kind = kind,
            Estimate = (treatment.Value - control.Value) / scale,
            StandardError = ofControl < 0 || ofTreatment < 0 || variance <= 0 ? 0 : Math.Sqrt(variance),
            Count = control.Count + treatment.Count,
            DegreesOfFreedom = Freedom(ofControl, control.Count, ofTreatment, treatment.Count),
            Baseline = control.Baseline,
        };
    }

    private static double Borrowed(double own, double other, double together) =>
        own != 0 ? own : other != 0 ? other : together;

    private static double Freedom(double varianceA, long countA, double varianceB, long countB)
    {
        var (a, b) = (varianceA / countA, varianceB / countB);
        return (a + b) * (a + b) / ((a * a / (countA - 1)) + (b * b / (countB - 1)));
    }

    private static Obstacle FirstObstacle(Sample control, Sample treatment, Effect effect)
    {
        if (control.Obstacle is not Obstacle.None)
            return control.Obstacle;
        if (treatment.Obstacle is not Obstacle.None)
            return treatment.Obstacle;
        if (effect.Kind is DifferenceKind.Relative && control.Mean == 0)
            return Obstacle.NoBaseline;
        if (effect.Count < 0 || !IsTame(effect.Estimate) || !IsTame(effect.Baseline) || !IsTame(effect.StandardError))
            return Obstacle.OutOfRange;
        if (effect.StandardError == 0 || !double.IsFinite(effect.DegreesOfFreedom))
            return Obstacle.NoVariance;
        return Obstacle.None;
    }

    private static bool IsTame(double value) => value == 0 || Math.Abs(value) is > Smallest and < Largest;
}
