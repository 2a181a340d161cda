namespace Actors.Statistics;

/// <summary>
/// What has been seen of one variation: a metric's value, and how much one subject's part of it varies.
/// </summary>
public abstract record Sample
{
    /// <summary>The subjects (of a quantile: the events).</summary>
    public abstract long Count { get; }

    /// <summary>The metric's value as it was observed, without any adjustment; 0 where there is none.</summary>
    public abstract double Mean { get; }

    /// <summary>The variance of one subject's contribution to <see cref="Mean"/>; 0 where it can't be known.</summary>
    public double Variance => Linearize(0).Variance;

    /// <summary>The mean of one value a subject: a count, a sum, a duration.</summary>
    public static Sample OfMean(Moments moments) => new MeanSample(moments);

    /// <summary>The share of subjects that did something; the variance is p(1 − p).</summary>
    public static Sample OfProportion(long count, double successes) =>
        new ProportionSample(Moments.OfSuccesses(count, successes));

    /// <summary>Σx/Σy, for example revenue an order, where both vary from subject to subject.</summary>
    public static Sample OfRatio(Moments moments) => new RatioSample(moments);

    /// <summary>The mean of x, less what y, the same metric before the exposure, foretold (CUPED).</summary>
    public static Sample OfAdjustedMean(Moments moments) => new AdjustedMeanSample(moments, Binary: false);

    /// <summary>The same where x and y are 0 or 1.</summary>
    public static Sample OfAdjustedProportion(Moments moments) => new AdjustedMeanSample(moments, Binary: true);

    /// <summary>A ratio, less what the same ratio before the exposure foretold (CUPED).</summary>
    public static Sample OfAdjustedRatio(RatioHistory history) => new AdjustedRatioSample(history);

    /// <summary>How much of the covariate to subtract, from both variations together; 0 is no adjustment.</summary>
    internal virtual double Theta(Sample treatment) => 0;

    internal abstract Linearization Linearize(double theta);

    /// <summary>Both variations as if they were one.</summary>
    internal abstract Sample Merge(Sample other);

    /// <summary>Why nothing can be concluded from this sample alone.</summary>
    internal virtual Obstacle Obstacle => Count < 2 ? Obstacle.TooFewSubjects : Obstacle.None;

    /// <summary>The difference that the control's part of a relative effect's variance is told.</summary>
    internal virtual double Difference(Linearization control, Linearization treatment) =>
        treatment.Value - control.Value;
}
