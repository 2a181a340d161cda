namespace Actors.Statistics;

/// <summary>How many more subjects does a running experiment need to find an effect of a planned size?</summary>
/// <remarks>gbstats, MidExperimentPower: the variance seen so far is taken to stay.</remarks>
public sealed record RemainingSample
{
    private const double Precision = 1e-5;

    /// <summary>What is known today.</summary>
    public required Effect Effect { get; init; }

    /// <summary>The smallest effect worth finding, in the effect's unit, above 0.</summary>
    public required double SmallestEffect { get; init; }

    public DecisionRule Rule { get; init; } = new();

    /// <summary>How many goal metrics must all be found; the power of each is then power^(1/goals).</summary>
    public int Goals { get; init; } = 1;

    /// <summary>By how many tests α is shared (Bonferroni): goals times treatments, or 1.</summary>
    public int Tests { get; init; } = 1;

    private DecisionRule Shared => Rule with { Alpha = Rule.Alpha / Tests };

    /// <summary>
    /// The chance to find the effect after another <paramref name="growth"/> times the present subjects.
    /// </summary>
    /// <param name="growth">0 is today, 1 twice the subjects of today.</param>
    public double PowerAfter(double growth)
    {
        var error = Effect.StandardError / Math.Sqrt(1 + growth);
        if (Effect.Obstacle is not Obstacle.None)
            return 0;
        if (Rule.Prior is { } prior)
            return Shared.ChanceToFind(SmallestEffect, error, Scaled(prior));
        var widths = Rule.SequentialTuning is null
            ? Shared.Z
            : Shared.SequentialWidth(Effect.Count * (1 + growth));
        return DecisionRule.ChanceToFind(SmallestEffect, error, widths * error);
    }

    /// <summary>The growth after which the power is reached to within 0.00001; 0 where it is today.</summary>
    /// <param name="power">Above 0, below 1.</param>
    /// <returns>Null where 2²⁷ times the present subjects would not do.</returns>
    public double? GrowthFor(double power)
    {
        Alpha.Share(power, 1, nameof(power));
        var target = Math.Pow(power, 1.0 / Goals);
        if (PowerAfter(0) > target)
            return 0;
        var (tooLittle, enough) = (0.0, 1.0);
        while (PowerAfter(enough) < target)
        {
            enough *= 2;
            if (enough > 1 << 27)
                return null;
        }

        var growth = enough;
        while (Math.Abs(PowerAfter(growth) - target) >= Precision && enough - tooLittle > Precision)
        {
            growth = (tooLittle + enough) / 2;
            if (PowerAfter(growth) < target)
                tooLittle = growth;
            else
                enough = growth;
        }

        return growth;
    }

    /// <summary>Whole days until the power is reached; null where it never is.</summary>
    /// <param name="power">Above 0, below 1.</param>
    /// <param name="subjectsPerDay">New subjects a day of these two variations; above 0.</param>
    public double? DaysFor(double power, double subjectsPerDay)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(subjectsPerDay);
        return GrowthFor(power) is { } growth ? Math.Ceiling(growth * Effect.Count / subjectsPerDay) : null;
    }

    private GaussianPrior Scaled(GaussianPrior prior) =>
        Effect.Kind is DifferenceKind.Absolute ? prior.Scaled(Effect.Baseline) : prior;
}
