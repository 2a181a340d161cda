namespace Actors.Statistics;

/// <summary>Subjects a variation, in the planned order, of those with one value of a dimension.</summary>
/// <param name="Dimension">Such as country, platform, client or day.</param>
/// <param name="Value">Such as CH; empty: they named none.</param>
/// <param name="Counts">Subjects a variation.</param>
public sealed record Segment(string Dimension, string Value, IReadOnlyList<long> Counts);

/// <summary>Where is a mismatch?</summary>
/// <param name="Segment">Among whom the split is not as planned.</param>
/// <param name="PValue">Among them.</param>
/// <param name="PValueOfOthers">Among all others.</param>
/// <param name="Explains">
/// The others are split as planned, and so many that a break like this one would show: whatever is broken, is broken
/// here.
/// </param>
/// <param name="Excess">
/// The share of all the subjects that are too many, or too few, in the variation that is furthest from its plan; 0.5 is
/// half of them, above 1 the others are off the other way.
/// </param>
public sealed record SampleRatioCause(
    Segment Segment, double PValue, double PValueOfOthers, bool Explains, double Excess);

/// <summary>Is the split of subjects broken, and where?</summary>
/// <param name="IsAlarm">
/// p is below <see cref="SampleRatio.AlertBelow"/>, of as many subjects as χ² needs.
/// </param>
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

    /// <summary>Fewer expected subjects of a variation make χ² a bad guess (Cochran 1954, Biometrics 10).</summary>
    private const double FewestExpected = 5;

    /// <summary>
    /// A segment is a cause where its own p-value is below that of an alarm, shared evenly among the dimensions, and a
    /// dimension's part among its values (Bonferroni, weighted: few platforms are not outvoted by many hours). It
    /// explains the mismatch where the other subjects show none, although they could. Causes that explain come first,
    /// then the smallest p-value (after Fabijan et al. 2019, section 4: "segments" and "time").
    /// </summary>
    /// <param name="counts">Subjects a variation.</param>
    /// <param name="weights">The planned shares.</param>
    /// <param name="segments">The same subjects by dimension and value.</param>
    public static SampleRatioVerdict Decide(
        IReadOnlyList<long> counts, IReadOnlyList<double> weights, IReadOnlyCollection<Segment> segments)
    {
        var pValue = SampleRatio.PValue(counts, weights);
        if (pValue >= SampleRatio.AlertBelow)
        {
            return new SampleRatioVerdict(
                false, pValue, [], $"Subjects are split as planned ({Wording.PValue(pValue)}).");
        }

        if (SmallestExpected(counts, weights) < FewestExpected)
        {
            return new SampleRatioVerdict(
                false, pValue, [], $"Too few subjects to say how they are split ({Split(counts)}).");
        }

        var furthest = SplitDeviation.Furthest(counts, weights);
        var values = segments.CountBy(segment => segment.Dimension).ToDictionary();
        var causes = segments
            .Select(segment => Cause(segment, counts, weights, furthest))
            .Where(cause =>
                cause.PValue < SampleRatio.AlertBelow / values.Count / values[cause.Segment.Dimension])
            .OrderByDescending(cause => cause.Explains)
            .ThenBy(cause => cause.PValue)
            .ThenBy(cause => cause.Segment.Value, StringComparer.Ordinal)
            .Take(MostCauses)
            .ToArray();
        return new SampleRatioVerdict(true, pValue, causes, Reason(counts, weights, pValue, causes));
    }

    private static double SmallestExpected(IReadOnlyList<long> counts, IReadOnlyList<double> weights)
    {
        var all = weights.Sum();
        var subjects = counts.Where((_, variation) => weights[variation] > 0).Sum();
        return weights.Where(weight => weight > 0).Min(weight => weight / all * subjects);
    }

    private static SampleRatioCause Cause(
        Segment segment, IReadOnlyList<long> counts, IReadOnlyList<double> weights, SplitDeviation furthest)
    {
        long[] others = [.. counts.Zip(segment.Counts, (all, inside) => Math.Max(0, all - inside))];
        var ofOthers = SampleRatio.PValue(others, weights);
        var explains = ofOthers >= Unremarkable && WouldShow(segment.Counts, others.Sum(), weights);
        var excess = furthest.Subjects == 0
            ? 0
            : SplitDeviation.Of(furthest.Variation, segment.Counts, weights).Subjects / furthest.Subjects;
        return new SampleRatioCause(
            segment, SampleRatio.PValue(segment.Counts, weights), ofOthers, explains, excess);
    }

    /// <summary>Whether so many others, split as the segment is, would be remarkable.</summary>
    private static bool WouldShow(IReadOnlyList<long> segment, long others, IReadOnlyList<double> weights)
    {
        var all = (double)segment.Sum();
        return all > 0
            && SampleRatio.PValue([.. segment.Select(count => (long)(count / all * others))], weights) < Unremarkable;
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

        var others = Wording.PValue(first.PValueOfOthers);
        var where = $"{Named(first.Segment)} ({Split(first.Segment.Counts)})";
        return first.Explains
            ? $"{split}. It is {where}; all others are split as planned ({others})."
            : $"{split}. It is strongest in {where}, but not there alone ({others} among all others).";
    }

    internal static string Named(Segment segment) =>
        $"{segment.Dimension} {(segment.Value.Length == 0 ? "unknown" : segment.Value)}";

    private static string Split(IReadOnlyList<long> counts) => string.Join(" : ", counts.Select(Wording.Count));
}
