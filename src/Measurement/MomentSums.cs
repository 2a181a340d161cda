namespace Actors.Measurement;

/// <summary>The sufficient statistics of some subjects: n, Σx, Σx², and Σy, Σy², Σxy; exact, in millionths.</summary>
/// <param name="Subjects">n; those with nothing count as zeros.</param>
/// <param name="X">Σx in millionths.</param>
/// <param name="XX">Σx² in millionths of millionths; so are <paramref name="YY"/> and <paramref name="XY"/>.</param>
/// <param name="Y">Of the covariate, or below the line of a ratio.</param>
[GenerateSerializer, Immutable, Alias("moment-sums")]
public readonly record struct MomentSums(
    [property: Id(0)] long Subjects,
    [property: Id(1)] ExactSum X,
    [property: Id(2)] ExactSum XX,
    [property: Id(3)] ExactSum Y,
    [property: Id(4)] ExactSum YY,
    [property: Id(5)] ExactSum XY)
{
    /// <param name="sign">1: the subject is added; -1: it is taken away.</param>
    public MomentSums With(int sign, long x, long y) => new(
        Subjects + sign,
        X.Plus(sign * (Int128)x),
        XX.Plus(sign * (Int128)x * x),
        Y.Plus(sign * (Int128)y),
        YY.Plus(sign * (Int128)y * y),
        XY.Plus(sign * (Int128)x * y));

    public MomentSums Plus(MomentSums other) => new(
        Subjects + other.Subjects,
        X.Plus(other.X),
        XX.Plus(other.XX),
        Y.Plus(other.Y),
        YY.Plus(other.YY),
        XY.Plus(other.XY));

    /// <summary>In units, each the double that is nearest to the exact sum, or one beside it.</summary>
    public MeasuredMoments ToMoments() => new(
        Subjects, Units(X, 1e6), Units(XX, 1e12), Units(Y, 1e6), Units(YY, 1e12), Units(XY, 1e12));

    private static double Units(ExactSum sum, double scale) => (double)sum.Value / scale;
}

/// <summary>The sufficient statistics in units, as formulas take them.</summary>
/// <param name="SumY">Of the covariate, or below the line of a ratio.</param>
[GenerateSerializer, Immutable, Alias("measured-moments")]
public readonly record struct MeasuredMoments(
    [property: Id(0)] long Count,
    [property: Id(1)] double SumX,
    [property: Id(2)] double SumXX,
    [property: Id(3)] double SumY,
    [property: Id(4)] double SumYY,
    [property: Id(5)] double SumXY);
