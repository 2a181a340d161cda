using System.Collections.Immutable;
using System.Numerics;

namespace Actors.Measurement;

/// <summary>
/// What are the sums of an experiment, counted plainly from a whole log? The check of everything that counts faster.
/// </summary>
/// <remarks>
/// Written from the definitions and sharing nothing with the fold: it takes each subject's events together and asks
/// for each metric what counts.
/// </remarks>
public static class Recount
{
    /// <param name="log">In any order; of events with one subject and one id the first counts.</param>
    /// <returns>By variation and metric: n, Σx, Σx², Σy, Σy², Σxy in millionths; and the subjects left out.</returns>
    public static RecountedSums Of(MeasuredExperiment experiment, IEnumerable<MeasuredEvent> log)
    {
        var subjects = log.DistinctBy(one => (one.Subject, one.Id))
            .GroupBy(one => one.Subject)
            .Select(events => new Subject(experiment, [.. events]))
            .Where(subject => subject.Variations.Length > 0)
            .ToList();
        return new(
            subjects.Count(subject => subject.Variations.Length > 1),
            [.. experiment.Variations.Select(
                variation => Of(experiment, [.. subjects.Where(subject => subject.IsIn(variation))]))],
            subjects.Where(subject => subject.Variations.Length == 1)
                .SelectMany(subject => subject.Places.Select(place => $"{place} in {subject.Variations[0]}"))
                .CountBy(place => place, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(one => one.Key, one => (long)one.Value, StringComparer.Ordinal));
    }

    private static ImmutableArray<RecountedMoments> Of(MeasuredExperiment experiment, List<Subject> subjects) =>
    [
        .. experiment.Metrics.Select(metric =>
        {
            var pairs = subjects.ConvertAll(subject => subject.Pair(metric.Definition));
            return new RecountedMoments(
                pairs.Count,
                Sum(pairs, pair => pair.X),
                Sum(pairs, pair => pair.X * pair.X),
                Sum(pairs, pair => pair.Y),
                Sum(pairs, pair => pair.Y * pair.Y),
                Sum(pairs, pair => pair.X * pair.Y));
        }),
    ];

    private static BigInteger Sum(
        List<(BigInteger X, BigInteger Y)> pairs, Func<(BigInteger X, BigInteger Y), BigInteger> term) =>
        pairs.Aggregate(BigInteger.Zero, (sum, pair) => sum + term(pair));

    private sealed class Subject(MeasuredExperiment experiment, MeasuredEvent[] events)
    {
        private readonly MeasuredEvent[] _exposures =
            [.. events.Where(one => experiment.VariationOf(one) is not null)];

        public string[] Variations => [.. _exposures.Select(one => one.Exposure!.Variation).Distinct()];

        private DateTimeOffset First => _exposures.Min(one => one.At);

        public bool IsIn(string variation) => Variations is [var only] && only == variation;

        /// <summary>Where and when the subject was first exposed.</summary>
        public string[] Places
        {
            get
            {
                var first = _exposures.OrderBy(one => one.At)
                    .ThenBy(
                        one => string.Join('\0', experiment.Dimensions.Select(name => one.Exposure!.Dimensions
                            .Where(dimension => dimension.Name == name).Select(dimension => dimension.Value)
                            .FirstOrDefault(""))),
                        StringComparer.Ordinal)
                    .ThenBy(one => one.Exposure!.Client, StringComparer.Ordinal)
                    .ThenBy(one => one.Exposure!.RulesetVersion ?? 0)
                    .First();
                return
                [
                    $"client {first.Exposure!.Client}",
                    $"ruleset {first.Exposure.RulesetVersion ?? 0}",
                    $"period {ExposurePeriod.Of(experiment, first.At)}",
                ];
            }
        }

        public (BigInteger X, BigInteger Y) Pair(MetricDefinition metric)
        {
            var opens = First + metric.Delay;
            var closes = metric.Window is { } window ? opens + window : DateTimeOffset.MaxValue;
            var after = events.Where(one =>
                one.Kind == EventKind.Metric && one.At >= opens && one.At < closes && experiment.IsOpenAt(one.At));
            if (metric.IsRatio)
            {
                return (Of(metric.Numerator, after.Where(one => one.Key == metric.Event)),
                    Of(metric.Below, after.Where(one => one.Key == metric.Denominator)));
            }

            var before = events.Where(one =>
                one.Kind == EventKind.Metric && one.At < First && one.At >= First - metric.Lookback);
            return (Of(metric, after), Of(metric, before));
        }

        private static BigInteger Of(MetricDefinition metric, IEnumerable<MeasuredEvent> some)
        {
            MeasuredEvent[] own = [.. some.Where(one => one.Key == metric.Event)];
            var count = own.Sum(one => one.Count);
            var x = metric.Kind switch
            {
                MetricKind.Conversion or MetricKind.Retention => Of(Quantity.Occurrence, own),
                MetricKind.Count => Of(Quantity.Count, own),
                MetricKind.Sum => Of(Quantity.Value, own),
                _ => count == 0 ? 0 : Bounded(Total(own) / count),
            };
            return metric.Cap is { } cap ? BigInteger.Min(x, cap) : x;
        }

        private static BigInteger Of(Quantity quantity, IEnumerable<MeasuredEvent> own) => quantity switch
        {
            Quantity.Occurrence => own.Any(one => one.Count > 0) ? Millionths.One : 0,
            Quantity.Count => Bounded((BigInteger)own.Sum(one => one.Count) * Millionths.One),
            _ => Bounded(Total(own)),
        };

        private static BigInteger Total(IEnumerable<MeasuredEvent> some) =>
            some.Aggregate(BigInteger.Zero, (sum, one) => sum + one.Value);

        private static BigInteger Bounded(BigInteger total) =>
            BigInteger.Min(Millionths.Max, BigInteger.Max(-Millionths.Max, total));
    }
}

/// <summary>The sums of a recount.</summary>
/// <param name="Mixed">Subjects that were seen in more than one variation.</param>
/// <param name="Variations">One for each variation, with one for each metric.</param>
/// <param name="Exposures">Subjects by where or when they were first exposed, and the variation.</param>
public sealed record RecountedSums(
    long Mixed,
    ImmutableArray<ImmutableArray<RecountedMoments>> Variations,
    ImmutableSortedDictionary<string, long> Exposures)
{
    /// <summary>Null: these are the same to the last millionth. Else the first difference, for people.</summary>
    public string? DifferenceTo(ExperimentSums sums)
    {
        if (sums.Mixed != Mixed) return $"{sums.Mixed} subjects were left out as mixed, not {Mixed}";
        for (var variation = 0; variation < Variations.Length; variation++)
        {
            for (var metric = 0; metric < Variations[variation].Length; metric++)
            {
                var counted = RecountedMoments.Of(sums.Variations[variation].Metrics[metric].All);
                if (counted != Variations[variation][metric])
                    return $"variation {variation}, metric {metric}: {counted}, not {Variations[variation][metric]}";
            }
        }

        var exposed = Flat(sums);
        return Exposures.Keys.Union(exposed.Keys)
            .Where(place => Exposures.GetValueOrDefault(place) != exposed.GetValueOrDefault(place))
            .Select(place => $"{place}: {exposed.GetValueOrDefault(place)}, not {Exposures.GetValueOrDefault(place)}")
            .FirstOrDefault();
    }

    private static Dictionary<string, long> Flat(ExperimentSums sums)
    {
        var counted = sums.Exposures ?? new();
        return counted.Clients.Select(one => ($"client {one.Client}", one.Subjects))
            .Concat(counted.Rulesets.Select(one => ($"ruleset {one.Number}", one.Subjects)))
            .Concat(counted.Periods.Select(one => ($"period {one.Number}", one.Subjects)))
            .SelectMany(one => one.Subjects.Select(
                (count, variation) => (Place: $"{one.Item1} in {sums.Of.Variations[variation]}", Count: count)))
            .Where(one => one.Count > 0)
            .ToDictionary(one => one.Place, one => one.Count, StringComparer.Ordinal);
    }
}

/// <summary>n, Σx, Σx², Σy, Σy² and Σxy of a recount, in millionths and their squares.</summary>
public readonly record struct RecountedMoments(
    long Subjects, BigInteger X, BigInteger XX, BigInteger Y, BigInteger YY, BigInteger XY)
{
    internal static RecountedMoments Of(MomentSums sums) => new(
        sums.Subjects, sums.X.Value, sums.XX.Value, sums.Y.Value, sums.YY.Value, sums.XY.Value);
}
