namespace Actors.Statistics;

/// <summary>
/// What need be remembered of subjects to adjust a ratio metric by the same ratio before the exposure (CUPED)?
/// </summary>
/// <remarks>m is a subject's numerator, d its denominator; the cross sums are over the same subjects.</remarks>
/// <param name="After">n and the sums of m and d since the exposure: x is m, y is d.</param>
/// <param name="Before">The same subjects' sums before it; its count is the same.</param>
/// <param name="NumeratorNumerator">Σ m after · m before.</param>
/// <param name="NumeratorDenominator">Σ m after · d before.</param>
/// <param name="DenominatorNumerator">Σ d after · m before.</param>
/// <param name="DenominatorDenominator">Σ d after · d before.</param>
public sealed record RatioHistory(
    Moments After,
    Moments Before,
    double NumeratorNumerator,
    double NumeratorDenominator,
    double DenominatorNumerator,
    double DenominatorDenominator)
{
    /// <summary>The sums of both groups of subjects together; they must not overlap.</summary>
    public RatioHistory Merge(RatioHistory other) => new(
        After + other.After,
        Before + other.Before,
        NumeratorNumerator + other.NumeratorNumerator,
        NumeratorDenominator + other.NumeratorDenominator,
        DenominatorNumerator + other.DenominatorNumerator,
        DenominatorDenominator + other.DenominatorDenominator);
}
