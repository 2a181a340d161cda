namespace Actors.Statistics;

/// <summary>How many subjects too many has a variation?</summary>
/// <param name="Variation">Its index.</param>
/// <param name="Subjects">Counted less expected; negative: they are missing.</param>
/// <param name="Observed">The share that it has, 0 to 1.</param>
/// <param name="Planned">The share that it should have, 0 to 1.</param>
internal readonly record struct SplitDeviation(int Variation, double Subjects, double Observed, double Planned)
{
    /// <param name="counts">Subjects a variation.</param>
    /// <param name="weights">The planned shares, in any unit; variations without one are left out.</param>
    public static SplitDeviation Of(int variation, IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        var subjects = (double)counts.Where((_, index) => weights[index] > 0).Sum();
        var planned = weights[variation] / weights.Sum();
        var observed = subjects == 0 ? planned : counts[variation] / subjects;
        return new(variation, (observed - planned) * subjects, observed, planned);
    }

    /// <summary>Of the variation that adds most to χ²; of two that add the same the later one, no control.</summary>
    public static SplitDeviation Furthest(IReadOnlyList<long> counts, IReadOnlyList<double> weights) =>
        Enumerable.Range(0, counts.Count)
            .Where(variation => weights[variation] > 0)
            .Select(variation => Of(variation, counts, weights))
            .Reverse()
            .DefaultIfEmpty()
            .MaxBy(one => one.Planned == 0 ? 0 : Math.Round(one.Subjects * one.Subjects / one.Planned, 6));
}
