namespace Actors.Statistics;

/// <summary>How does one treatment compare with the control, as the settings have it?</summary>
internal static class Comparison
{
    private const double Power = 0.8;

    public static ComparisonReport Of(
        MetricInput metric, int treatment, AnalysisSettings settings)
    {
        Effect Between(DifferenceKind kind) => Effect.Between(
            metric.Of(0, settings.Cuped), metric.Of(treatment, settings.Cuped), kind);
        var (relative, absolute) = (Between(DifferenceKind.Relative), Between(DifferenceKind.Absolute));
        var report = settings.Engine is Engine.Bayesian
            ? Bayesian(relative, absolute, metric.LowerIsBetter, settings)
            : Frequentist(relative, absolute, settings);
        return report with
        {
            Theta = absolute.Theta,
            DetectableEffect = relative.Obstacle is Obstacle.None ? Detectable(relative, settings) : null,
        };
    }

    /// <summary>What was found, once the p-value is adjusted for all that were asked.</summary>
    public static ComparisonReport Corrected(
        ComparisonReport report, double adjusted, bool lowerIsBetter, AnalysisSettings settings)
    {
        var (effect, alpha) = (report.Relative, settings.Alpha);
        var interval = new Interval(effect.Lower, effect.Upper);
        if (settings.Correction is not Correction.None && effect.Obstacle is Obstacle.None)
            interval = Corrections.Widen(interval, effect.Estimate, adjusted, alpha);
        var isMore = report.Absolute.Estimate > 0;
        return report with
        {
            AdjustedPValue = adjusted,
            Relative = effect with { Lower = interval.Lower, Upper = interval.Upper },
            Finding = adjusted >= alpha ? Finding.Undecided : isMore != lowerIsBetter ? Finding.Better : Finding.Worse,
        };
    }

    private static ComparisonReport Frequentist(Effect relative, Effect absolute, AnalysisSettings settings)
    {
        var (first, second) = (Test(relative, settings), Test(absolute, settings));
        var telling = relative.Obstacle is Obstacle.None ? first : second;
        return new ComparisonReport
        {
            Finding = Finding.Unknown,
            Relative = Report(first.Estimate, first.Interval, first.StandardError, first.Obstacle),
            Absolute = Report(second.Estimate, second.Interval, second.StandardError, second.Obstacle),
            PValue = telling.Obstacle is Obstacle.None ? telling.PValue : null,
        };
    }

    private static ComparisonReport Bayesian(
        Effect relative, Effect absolute, bool lowerIsBetter, AnalysisSettings settings)
    {
        Posterior Of(Effect effect) => BayesianTest.Of(effect, settings.Prior, settings.Alpha, lowerIsBetter);
        var (first, second) = (Of(relative), Of(absolute));
        var telling = relative.Obstacle is Obstacle.None ? first : second;
        var isKnown = telling.Obstacle is Obstacle.None;
        return new ComparisonReport
        {
            Finding = !isKnown ? Finding.Unknown
                : telling.ChanceToBeatControl >= settings.Confidence ? Finding.Better
                : telling.ChanceToBeatControl <= settings.Alpha ? Finding.Worse
                : Finding.Undecided,
            Relative = Report(first.Estimate, first.Interval, first.StandardDeviation, first.Obstacle),
            Absolute = Report(second.Estimate, second.Interval, second.StandardDeviation, second.Obstacle),
            ChanceToBeatControl = isKnown ? telling.ChanceToBeatControl : null,
            RiskOfShipping = first.Obstacle is Obstacle.None ? first.RiskOfShipping : null,
            RiskOfKeeping = first.Obstacle is Obstacle.None ? first.RiskOfKeeping : null,
        };
    }

    private static TestResult Test(Effect effect, AnalysisSettings settings) =>
        settings.SequentialTuning is { } tuning
            ? SequentialTest.Of(effect, settings.Alpha, tuning: tuning)
            : FixedTest.Of(effect, settings.Alpha);

    private static double Detectable(Effect effect, AnalysisSettings settings)
    {
        var rule = new DecisionRule { Alpha = settings.Alpha, SequentialTuning = settings.SequentialTuning };
        var widths = settings.Engine is Engine.Bayesian || settings.SequentialTuning is null
            ? rule.Z
            : rule.SequentialWidth(effect.Count);
        return (widths + Distributions.NormalQuantile(Power)) * effect.StandardError;
    }

    private static EffectReport Report(double estimate, Interval interval, double error, Obstacle obstacle) =>
        new(estimate, interval.Lower, interval.Upper, error, obstacle);
}
