namespace Actors.Experiments;

/// <summary>What would one way of changing the allocation do?</summary>
/// <param name="State">What the experiment would be.</param>
/// <param name="Moved">Of the subjects whom the experiment may include and nobody has exposed yet.</param>
/// <param name="MovedExposed">Of those who were exposed.</param>
public sealed record ReallocationOffer(
    ReallocationWay Way, ExperimentState State, MovedShares Moved, MovedShares MovedExposed);

/// <summary>Which shares of the subjects, 0 to 1, get something else?</summary>
/// <param name="Entering">They take no part before.</param>
/// <param name="Leaving">They take no part any more.</param>
/// <param name="Switching">They get another variation.</param>
public readonly record struct MovedShares(double Entering, double Leaving, double Switching)
{
    public static MovedShares None { get; }

    public double All => Entering + Leaving + Switching;

    /// <summary>Exact: a slot is a ten-thousandth of the subjects.</summary>
    public static MovedShares Of(Movement movement) => new(
        movement.Entering / (double)Allocation.Slots,
        movement.Leaving / (double)Allocation.Slots,
        movement.Switching / (double)Allocation.Slots);
}
