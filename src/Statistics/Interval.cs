namespace Actors.Statistics;

/// <summary>Between which two values does something lie? An end is infinite where nothing is excluded.</summary>
public readonly record struct Interval(double Lower, double Upper)
{
    public static Interval Unbounded { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public double Width => Upper - Lower;

    public bool Contains(double value) => Lower <= value && value <= Upper;

    /// <summary>The interval around an estimate that a test towards a side has.</summary>
    internal static Interval Around(double estimate, double halfWidth, Side side) => side switch
    {
        Side.Greater => new(estimate - halfWidth, double.PositiveInfinity),
        Side.Lesser => new(double.NegativeInfinity, estimate + halfWidth),
        _ => new(estimate - halfWidth, estimate + halfWidth),
    };
}
