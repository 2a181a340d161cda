namespace Actors.Statistics;

/// <summary>How large, and how long, must an experiment be?</summary>
/// <remarks>
/// As GrowthBook plans: every variation is compared with the control, all are of one size, the variance is the same,
/// and a sequential test is planned for as if all its noise grew like its interval does, which is careful: the chance
/// to find is somewhat larger in fact.
/// </remarks>
public sealed record PowerPlan
{
    /// <summary>The largest relative effect that is looked for.</summary>
    private const double LargestEffect = 5;

    private const double Step = 1e-3;

    /// <summary>The metric's mean today; never 0.</summary>
    public required double Mean { get; init; }

    /// <summary>The variance of one subject's value today; above 0.</summary>
    public required double Variance { get; init; }

    /// <summary>The control and all others: at least 2.</summary>
    public int Variations { get; init; } = 2;

    public DecisionRule Rule { get; init; } = new();

    public DifferenceKind Kind { get; init; }

    /// <summary>A plan for a share of subjects: the variance is rate·(1 − rate).</summary>
    public static PowerPlan OfProportion(double rate) => new() { Mean = rate, Variance = rate * (1 - rate) };

    /// <summary>
    /// 1 − Φ(z − δ/se) + Φ(−z − δ/se), se of a relative effect by the delta method √(s²/(n·m²) + s²(1 + δ)²/(n·m²)).
    /// </summary>
    /// <param name="relativeEffect">δ, the true effect: 0.05 is 5 % more.</param>
    /// <param name="subjects">Of all variations together; above 0.</param>
    /// <returns>The chance to find the effect, between 0 and 1.</returns>
    public double Power(double relativeEffect, double subjects)
    {
        var scale = Kind is DifferenceKind.Absolute ? Math.Abs(Mean) : 1;
        var error = StandardError(relativeEffect, subjects);
        var effect = relativeEffect * scale;
        if (Rule.Prior is { } prior)
            return Rule.ChanceToFind(effect, error, prior.Scaled(scale));
        error *= Inflation(subjects);
        return DecisionRule.ChanceToFind(effect, error, Rule.Z * error);
    }

    /// <summary>
    /// The smallest relative effect above 0 that is found with so much power. Relative and frequentist: the solution of
    /// (x − 1)² = r(x² + 1), x = 1 + δ, r = (z(1 − α/2) + z(power))²·s²/(n·m²), n a variation; otherwise by search.
    /// </summary>
    /// <param name="power">Above α, below 1, usually 0.8.</param>
    /// <param name="subjects">Of all variations together.</param>
    /// <returns>Null where no effect, or none up to 500 %, would be found with that power.</returns>
    public double? MinimumDetectableEffect(double power, double subjects)
    {
        Alpha.Share(power, 1, nameof(power));
        if (power <= Rule.Alpha)
            throw new ArgumentOutOfRangeException(nameof(power), power, "the power is above α");
        if (Rule.Prior is not null || Kind is DifferenceKind.Absolute)
            return Search(power, subjects);
        var z = (Rule.Z + Distributions.NormalQuantile(power)) * Inflation(subjects);
        var noise = z * z * Variance * Variations / (subjects * Mean * Mean);
        return noise >= 1 ? null : ((1 + Math.Sqrt(1 - ((1 - noise) * (1 - noise)))) / (1 - noise)) - 1;
    }

    /// <summary>The first whole day at whose end the power is reached; null where it is not in ten years.</summary>
    /// <param name="relativeEffect">The true effect.</param>
    /// <param name="power">Above 0, below 1.</param>
    /// <param name="subjectsPerDay">New subjects a day, all variations together; above 0.</param>
    public int? DaysToPower(double relativeEffect, double power, double subjectsPerDay)
    {
        const int longest = 3650;
        Alpha.Share(power, 1, nameof(power));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(subjectsPerDay);
        if (Power(relativeEffect, longest * subjectsPerDay) < power)
            return null;
        var (tooShort, enough) = (0, longest);
        while (enough - tooShort > 1)
        {
            var days = (tooShort + enough) / 2;
            if (Power(relativeEffect, days * subjectsPerDay) < power)
                tooShort = days;
            else
                enough = days;
        }

        return enough;
    }

    private double StandardError(double relativeEffect, double subjects)
    {
        var each = Variance * Variations / subjects;
        var grown = 1 + relativeEffect;
        return Kind is DifferenceKind.Absolute
            ? Math.Sqrt(2 * each)
            : Math.Sqrt(each * (1 + (grown * grown))) / Math.Abs(Mean);
    }

    /// <summary>How much wider a sequential interval is than a fixed one; 1 without.</summary>
    private double Inflation(double subjects) =>
        Rule.SequentialTuning is null ? 1 : Rule.SequentialWidth(2 * subjects / Variations) / Rule.Z;

    private double? Search(double power, double subjects)
    {
        if (Power(0, subjects) >= power)
            return 0;
        var enough = Step;
        while (enough <= LargestEffect && Power(enough, subjects) < power)
            enough += Step;
        var tooSmall = enough - Step;
        while (enough - tooSmall > 1e-12)
        {
            var middle = (tooSmall + enough) / 2;
            if (Power(middle, subjects) < power)
                tooSmall = middle;
            else
                enough = middle;
        }

        return enough > LargestEffect ? null : enough;
    }
}
