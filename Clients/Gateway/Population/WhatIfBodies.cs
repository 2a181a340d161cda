using System.Collections.Immutable;
using System.Globalization;
using Actors.Experiments;
using Actors.Population;
using Actors.Protocol;
using Actors.Statistics;

namespace Actors.Gateway.Population;

/// <summary>How does the answer of a what-if look over HTTP?</summary>
internal static class WhatIfBodies
{
    public static WhatIfResponse Of(WhatIf whatIf, string change)
    {
        var (fresh, scale) = (whatIf.Fresh, whatIf.Scale);
        return new(
            whatIf.Ground.Environment.Environment,
            whatIf.Ground.Document.Version,
            change,
            Reason(whatIf),
            Of(whatIf.Ground.Population),
            Of(fresh.All, scale),
            Of(whatIf.Exposed.All, scale),
            [.. fresh.Flows.Select(flow => new FlowBody(
                flow.Before, flow.After, flow.Subjects, Scaled(flow.Subjects, scale)))],
            [.. fresh.Segments.Select(one => new ShiftSegmentBody(one.Dimension, one.Value, Of(one.Counts)))],
            Others(whatIf.Subjects),
            Split(whatIf),
            [.. whatIf.NotKept.Select(one => new NotKeptBody(one.Key, one.Value))]);
    }

    public static PopulationBody Of(PopulationSample population) => new(
        population.Sample.Subjects.Count,
        (long)Math.Round(population.Sample.Population),
        population.From,
        population.To,
        Scale(population));

    public static ShiftBody Of(ShiftCounts counts, double scale) => new(Of(counts), new(
        Scaled(counts.Subjects, scale),
        Scaled(counts.Before, scale),
        Scaled(counts.After, scale),
        Scaled(counts.Moved, scale),
        Scaled(counts.Entering, scale),
        Scaled(counts.Leaving, scale),
        Scaled(counts.Switching, scale),
        Scaled(counts.Changing, scale)));

    /// <summary>How many subjects one of the sample stands for; 0: there is none.</summary>
    public static double Scale(PopulationSample population) => population.Sample.Subjects.Count is > 0 and var count
        ? population.Sample.Population / count
        : 0;

    private static ShiftCountsBody Of(ShiftCounts counts) => new(
        counts.Subjects,
        counts.Before,
        counts.After,
        counts.Moved,
        counts.Entering,
        counts.Leaving,
        counts.Switching,
        counts.Changing);

    private static long Scaled(int count, double scale) => (long)Math.Round(count * scale);

    private static string Reason(WhatIf whatIf)
    {
        var (all, scale, population) = (whatIf.Fresh.All, whatIf.Scale, whatIf.Ground.Population);
        return all.Subjects == 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"No gateway has told of a subject since {population.From:u}: there is nobody to ask yet.")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"Of about {Scaled(all.Subjects, scale):N0} subjects, {Scaled(all.Entering, scale):N0} enter, "
                + $"{Scaled(all.Leaving, scale):N0} leave and {Scaled(all.Switching, scale):N0} switch.");
    }

    private static ImmutableArray<OtherExperimentBody> Others(ImmutableArray<Tried> subjects) =>
    [
        .. subjects
            .SelectMany(one => one.OthersBefore.Keys.Union(one.OthersAfter.Keys).Select(key =>
                (key, Before: one.OthersBefore.GetValueOrDefault(key), After: one.OthersAfter.GetValueOrDefault(key))))
            .Where(one => one.Before != one.After)
            .GroupBy(one => one.key, StringComparer.Ordinal)
            .Select(moved => new OtherExperimentBody(
                moved.Key,
                moved.Count(one => one.Before is null),
                moved.Count(one => one.After is null),
                moved.Count(one => one is { Before: not null, After: not null })))
            .OrderBy(one => one.Experiment, StringComparer.Ordinal),
    ];

    /// <summary>A value of the hash attribute counts once, however many subjects share it: it is drawn once.</summary>
    private static PlannedSplitBody? Split(WhatIf whatIf)
    {
        if (whatIf.Next is not { Status: ExperimentStatus.Running, Run: { } run })
            return null;
        var keys = whatIf.Next.Experiment.Variations.Select(variation => variation.Key).ToList();
        double[] weights = [.. keys.Select((_, index) =>
            (double)run.Ranges.Where(range => range.Variation == index).Sum(range => range.Length))];
        var drawn = whatIf.Subjects.Where(one => one.Unit is not null).DistinctBy(one => one.Unit)
            .Select(one => one.Placement).ToList();
        var counts = Counts(drawn, keys);
        var verdict = SampleRatioAlarm.Decide(
            counts,
            weights,
            [.. By("country", drawn, keys, one => one.Country), .. By("platform", drawn, keys, one => one.Platform)]);
        var (all, taking) = (weights.Sum(), counts.Sum());
        return new(
            verdict.IsAlarm,
            verdict.PValue,
            taking == 0 ? "Nobody of the sample would take part." : verdict.Reason,
            [.. keys.Select((key, index) => new PlannedVariationBody(
                key, (int)counts[index], all == 0 ? 0 : weights[index] / all))]);
    }

    private static IEnumerable<Segment> By(
        string dimension, IEnumerable<Placement> drawn, List<string> keys, Func<Placement, string> value) =>
        drawn.GroupBy(value, StringComparer.Ordinal).OrderByDescending(part => part.Count()).Take(Shift.MaxSegments)
            .Select(part => new Segment(dimension, part.Key, Counts([.. part], keys)));

    private static long[] Counts(List<Placement> drawn, List<string> keys) =>
        [.. keys.Select(key => (long)drawn.Count(one => one.After == key))];
}
