using System.Collections.Immutable;
using System.Globalization;
using Actors.Measurement;
using Actors.Statistics;

namespace Actors.Implementation.Measurement;

/// <summary>Into which parts do an experiment's subjects fall, in one of which the split may be broken?</summary>
/// <remarks>
/// The dimensions that are measured, such as country and platform; "client" (name and version of the SDK), "ruleset"
/// (its version), and by the first exposure "hour", "day", and "since" an hour or day: what began to be broken then.
/// </remarks>
internal static class SplitSegments
{
    /// <param name="since">Only those first exposed from then on, of whom only the time is known; null: all.</param>
    public static ImmutableArray<Segment> Of(ExperimentSums sums, DateTimeOffset? since)
    {
        var exposures = sums.Exposures ?? new();
        var periods = OfPeriods(sums.Of, Periods(sums, since));
        return since is not null
            ? [.. periods]
            :
            [
                .. sums.Dimensions.Select(part => new Segment(
                    part.Name, part.Value, [.. part.Variations.Select(variation => variation.Subjects)])),
                .. exposures.Clients.Select(one => new Segment("client", one.Client, one.Subjects))
                    .Concat(exposures.Rulesets.Select(one => new Segment("ruleset", Version(one.Number), one.Subjects)))
                    .Where(segment => segment.Counts.Any(count => count > 0)),
                .. periods,
            ];
    }

    /// <summary>Subjects a variation that were first exposed from then on; to the period, so rather fewer.</summary>
    public static ImmutableArray<long> CountsSince(ExperimentSums sums, DateTimeOffset since) =>
        Sum(Periods(sums, since), sums.Variations.Length);

    /// <summary>In order, those with subjects.</summary>
    private static ImmutableArray<NumberCounts> Periods(ExperimentSums sums, DateTimeOffset? since) =>
    [
        .. (sums.Exposures ?? new()).Periods.Where(one =>
            one.Subjects.Any(count => count > 0)
            && (since is null || ExposurePeriod.StartOf(sums.Of, (int)one.Number) >= since)),
    ];

    private static IEnumerable<Segment> OfPeriods(MeasuredExperiment of, ImmutableArray<NumberCounts> periods)
    {
        // One part alone is the whole, and says nothing.
        if (periods.Length < 2) yield break;
        foreach (var one in periods.Where(one => !ExposurePeriod.IsDay((int)one.Number)))
            yield return new("hour", Hour(of, one), one.Subjects);

        var days = periods.GroupBy(one => Day(of, one)).ToArray();
        foreach (var day in days.Where(_ => days.Length > 1))
            yield return new("day", day.Key, Sum([.. day], of.Variations.Length));

        var rest = Sum(periods, of.Variations.Length);
        for (var index = 1; index < periods.Length; index++)
        {
            rest = [.. rest.Zip(periods[index - 1].Subjects, (all, before) => all - before)];
            var isDay = ExposurePeriod.IsDay((int)periods[index].Number);
            yield return new("since", isDay ? Day(of, periods[index]) : Hour(of, periods[index]), rest);
        }
    }

    private static ImmutableArray<long> Sum(ImmutableArray<NumberCounts> some, int variations) =>
        [.. Enumerable.Range(0, variations).Select(variation => some.Sum(one => one.Subjects[variation]))];

    private static string Version(long ruleset) => ruleset switch
    {
        0 => "",
        < 0 => ExperimentTally.Others,
        _ => ruleset.ToString(CultureInfo.InvariantCulture),
    };

    private static string Hour(MeasuredExperiment of, NumberCounts period) =>
        ExposurePeriod.StartOf(of, (int)period.Number).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static string Day(MeasuredExperiment of, NumberCounts period) =>
        ExposurePeriod.StartOf(of, (int)period.Number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
