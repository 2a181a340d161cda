namespace Actors.Statistics;

/// <summary>Does a treatment harm what it may not harm? Asked all the time, so a sequential test answers.</summary>
public static class Guardrail
{
    private const double Power = 0.8;

    /// <summary>
    /// A one-sided confidence sequence (<see cref="SequentialTest"/>) of the absolute effect towards harm. Pause: it
    /// leaves out 0 at the first α. Roll back: it leaves out 0 at the second, much smaller one; or it leaves out every
    /// harm below the tolerated share of the control's value at the first. Absolute, since a control of 0 errors has no
    /// relative effect, and the worst harm of all is a metric that drops to 0.
    /// </summary>
    public static GuardrailFinding Decide(GuardrailReading reading, GuardrailPolicy policy)
    {
        if (reading.Effect.Kind is not DifferenceKind.Absolute)
            throw new ArgumentException("A guardrail is judged by its absolute effect.", nameof(reading));
        var towardsHarm = reading.LowerIsBetter ? Side.Greater : Side.Lesser;
        var sign = reading.LowerIsBetter ? 1 : -1;
        var tolerated = policy.ToleratedHarm * Math.Abs(reading.Effect.Baseline);
        TestResult Test(double alpha, double nothing) => SequentialTest.Of(
            reading.Effect, alpha / policy.Tests, towardsHarm, policy.Tuning, sign * nothing);
        var harm = Test(policy.PauseAlpha, 0);
        var least = LeastHarm(harm, sign);
        var action = GuardrailAction.Hold;
        if (least > 0)
        {
            var isBeyondDoubt = LeastHarm(Test(policy.RollBackAlpha, 0), sign) > 0;
            action = isBeyondDoubt || least > tolerated ? GuardrailAction.RollBack : GuardrailAction.Pause;
        }

        var isPowered = harm.StandardError > 0 && tolerated > 0
            && Distributions.NormalBelow((tolerated - HalfWidth(harm, sign)) / harm.StandardError) >= Power;
        return new GuardrailFinding(reading, action, isPowered, harm, Reason(reading, action, harm, least, tolerated));
    }

    /// <summary>The verdicts of all, the gravest first.</summary>
    public static IReadOnlyList<GuardrailFinding> DecideAll(
        IReadOnlyCollection<GuardrailReading> readings, GuardrailPolicy policy)
    {
        var shared = policy with { Tests = Math.Max(1, readings.Count) };
        return
        [
            .. readings.Select(reading => Decide(reading, shared))
                .OrderByDescending(verdict => verdict.Action)
                .ThenBy(verdict => verdict.Harm.PValue),
        ];
    }

    /// <summary>The end of the one-sided interval that is nearest to no harm, positive when that is excluded.</summary>
    private static double LeastHarm(TestResult test, int sign) =>
        sign > 0 ? test.Interval.Lower : -test.Interval.Upper;

    private static double HalfWidth(TestResult test, int sign) => (sign * test.Estimate) - LeastHarm(test, sign);

    private static string Reason(
        GuardrailReading reading, GuardrailAction action, TestResult harm, double least, double tolerated)
    {
        var (metric, variation, effect) = (reading.Metric, reading.Variation, reading.Effect);
        if (effect.Obstacle is not Obstacle.None)
            return $"Nothing can be said of {metric} in {variation} yet: {Words(effect.Obstacle)}.";
        var figures = $"{Wording.Figure(effect.Baseline + effect.Estimate)} against {Wording.Figure(effect.Baseline)}"
            + $", {Wording.PValue(harm.PValue)}, {Wording.Count(effect.Count)} subjects";
        return action switch
        {
            GuardrailAction.Hold => $"No harm to {metric} in {variation} is shown ({figures}).",
            GuardrailAction.Pause => $"{variation} harms {metric}: {Extent(least, effect)} worse ({figures}).",
            _ when least > tolerated && tolerated > 0 =>
                $"{variation} harms {metric} more than is tolerated: {Extent(least, effect)} worse ({figures}).",
            _ => $"{variation} harms {metric} beyond doubt: {Extent(least, effect)} worse ({figures}).",
        };
    }

    private static string Extent(double least, Effect effect) => effect.Baseline == 0
        ? $"at least {Wording.Figure(least)}"
        : $"at least {Wording.Percent(least / Math.Abs(effect.Baseline))}";

    private static string Words(Obstacle obstacle) => obstacle switch
    {
        Obstacle.TooFewSubjects => "too few subjects",
        Obstacle.NoVariance => "nobody differs from anybody",
        Obstacle.NoDenominator => "the ratio has no denominator",
        _ => "the sums are out of range",
    };
}
