namespace Actors.Statistics;

/// <summary>
/// What has been seen of a metric's quantile, where its order statistics are known (a sketch, a table)?
/// </summary>
/// <remarks>
/// The 95 % interval that the order statistics give is read as a normal one: σ²/n = ((upper − lower)/(2·z₀.₉₇₅))², and
/// brought from the n* of the events that it was computed for to all n (gbstats, QuantileStatistic).
/// </remarks>
/// <param name="Events">n, the independent events behind the quantile.</param>
/// <param name="EventsOfBounds">n*, how many events the bounds were computed for; often n, at most n.</param>
/// <param name="Level">ν, which quantile: above 0 and below 1.</param>
/// <param name="Value">The quantile itself.</param>
/// <param name="Lower">The lower end of its 95 % interval.</param>
/// <param name="Upper">The upper end.</param>
public sealed record QuantileSample(
    long Events, long EventsOfBounds, double Level, double Value, double Lower, double Upper) : Sample
{
    /// <summary>
    /// From so many events on, a variance that the bounds hardly show is taken as no less than 0.00001.
    /// </summary>
    private const long Many = 100;

    private static readonly double _z = Distributions.NormalQuantile(0.975);

    public override long Count => Events;

    public override double Mean => Value;

    /// <summary>Where the bounds fall together, their grid is too coarse for the data, however many events.</summary>
    internal override Obstacle Obstacle
    {
        get
        {
            var odds = Level / (1 - Level);
            var fewest = _z * _z * Math.Max(odds, 1 / odds);
            if (Events < 2 || Events <= fewest)
                return Obstacle.TooFewSubjects;
            return VarianceOfBounds <= 0 ? Obstacle.NoVariance : Obstacle.None;
        }
    }

    private double VarianceOfBounds
    {
        get
        {
            var deviation = (Upper - Lower) / (2 * _z);
            return Events < 2 ? 0 : (double)EventsOfBounds / Events * (Events - 1) * deviation * deviation;
        }
    }

    /// <summary>Quantiles don't add up; nor is there need: a quantile without spread is no evidence.</summary>
    internal override Sample Merge(Sample other) => this;

    internal override Linearization Linearize(double theta) => Linearization.OfOne(
        Events, Value, Events < Many ? VarianceOfBounds : Math.Max(VarianceOfBounds, 1e-5));
}
