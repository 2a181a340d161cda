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
