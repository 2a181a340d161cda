namespace Actors.Statistics;

/// <summary>Subjects a variation, in the planned order, of those with one value of a dimension.</summary>
/// <param name="Dimension">Such as country, platform, version or day.</param>
/// <param name="Value">Such as CH; empty: they named none.</param>
/// <param name="Counts">Subjects a variation.</param>
public sealed record Segment(string Dimension, string Value, IReadOnlyList<long> Counts);

/// <summary>Where is a mismatch?</summary>
/// <param name="Segment">Among whom the split is not as planned.</param>
/// <param name="PValue">Among them.</param>
/// <param name="PValueOfOthers">Among all others.</param>
/// <param name="Explains">The others are split as planned: whatever is broken, is broken there.</param>
public sealed record SampleRatioCause(Segment Segment, double PValue, double PValueOfOthers, bool Explains);

/// <summary>Is the split of subjects broken, and where?</summary>
/// <param name="IsAlarm">p is below <see cref="SampleRatio.AlertBelow"/>.</param>
/// <param name="PValue">Of all subjects.</param>
/// <param name="Causes">The likeliest first; empty without alarm, or where no segment stands out.</param>
/// <param name="Reason">One or two sentences for a person.</param>
public sealed record SampleRatioVerdict(
    bool IsAlarm, double PValue, IReadOnlyList<SampleRatioCause> Causes, string Reason);

/// <summary>A split that is not as planned: which part of the traffic is it, and so what is broken?</summary>
public static class SampleRatioAlarm
{
    private const int MostCauses = 5;

    /// <summary>Others count as split as planned from here on.</summary>
    private const double Unremarkable = 0.05;

    /// <summary>
    /// A segment is a cause where its own p-value is below that of an alarm, shared among all segments (Bonferroni). It
    /// explains the mismatch where the other subjects show none. Causes that explain come first, then the smallest
    /// p-value (after Fabijan et al. 2019, section 4: "segments" and "time").
    /// </summary>
    /// <param name="counts">Subjects a variation.</param>
    /// <param name="weights">The planned shares.</param>
    /// <param name="segments">The same subjects by dimension and value; dimensions overlap, values of one do
    /// not.</param>
    public static SampleRatioVerdict Decide(
        IReadOnlyList<long> counts, IReadOnlyList<double> weights, IReadOnlyCollection<Segment> segments)
    {
        var pValue = SampleRatio.PValue(counts, weights);
        if (pValue >= SampleRatio.AlertBelow)
        {
            return new SampleRatioVerdict(
                false, pValue, [], $"Subjects are split as planned ({Wording.PValue(pValue)}).");
        }

        var causes = segments
            .Select(segment => Cause(segment, counts, weights))
            .Where(cause => cause.PValue < SampleRatio.AlertBelow / segments.Count)
            .OrderByDescending(cause => cause.Explains)
            .ThenBy(cause => cause.PValue)
            .ThenBy(cause => cause.Segment.Value, StringComparer.Ordinal)
            .Take(MostCauses)
            .ToArray();
        return new SampleRatioVerdict(true, pValue, causes, Reason(counts, weights, pValue, causes));
    }

    private static SampleRatioCause Cause(Segment segment, IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        long[] others = [.. counts.Zip(segment.Counts, (all, inside) => Math.Max(0, all - inside))];
        var ofOthers = SampleRatio.PValue(others, weights);
        var isAll = others.Sum() == 0;
        return new SampleRatioCause(
            segment, SampleRatio.PValue(segment.Counts, weights), ofOthers, !isAll && ofOthers >= Unremarkable);
    }

    private static string Reason(
        IReadOnlyList<long> counts, IReadOnlyList<double> weights, double pValue, SampleRatioCause[] causes)
    {
        var split = $"Subjects are split {Split(counts)}, planned "
            + $"{string.Join(" : ", weights.Select(Wording.Figure))} ({Wording.PValue(pValue)})";
        if (causes is not [var first, ..])
        {
            return $"{split}, and about alike in every part of the traffic: look at the assignment itself, at weights "
                + "that were changed, at events that are lost in one variation.";
        }

        var (segment, others) = (first.Segment, Wording.PValue(first.PValueOfOthers));
        var where = $"{segment.Dimension} {(segment.Value.Length == 0 ? "unknown" : segment.Value)}"
            + $" ({Split(segment.Counts)})";
        return first.Explains
            ? $"{split}. It is {where}; all others are split as planned ({others})."
            : $"{split}. It is strongest in {where}, but not there alone ({others} among all others).";
    }

    private static string Split(IReadOnlyList<long> counts) => string.Join(" : ", counts.Select(Wording.Count));
}
