using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>
/// Adds up what subjects count for, and takes away again what one counted for when it changes. For one thread.
/// </summary>
public sealed class ExperimentTally
{
    /// <summary>Values of a dimension that are kept apart; more come together as <see cref="Others"/>.</summary>
    public const int MaxValues = 1_000;

    public const string Others = "(others)";

    private readonly MeasuredExperiment _experiment;
    private readonly Cell[] _all;
    private readonly Dictionary<string, Cell[]>[] _byDimension;
    private readonly ExposureTally _exposures;
    private long _mixed;

    public ExperimentTally(MeasuredExperiment experiment)
        : this(experiment, new ExposureTally(experiment))
    {
    }

    /// <summary>Goes on from what was counted before.</summary>
    public ExperimentTally(ExperimentSums sums)
        : this(sums.Of, new ExposureTally(sums.Of, sums.Exposures))
    {
        _mixed = sums.Mixed;
        Fill(_all, sums.Variations);
        foreach (var one in sums.Dimensions)
        {
            var cells = Cells();
            Fill(cells, one.Variations);
            _byDimension[_experiment.Dimensions.IndexOf(one.Name)][one.Value] = cells;
        }
    }

    private ExperimentTally(MeasuredExperiment experiment, ExposureTally exposures)
    {
        (_experiment, _exposures) = (experiment, exposures);
        _all = Cells();
        _byDimension = [.. experiment.Dimensions.Select(_ => new Dictionary<string, Cell[]>(StringComparer.Ordinal))];
    }

    /// <summary>A subject was known as <paramref name="before"/> and is now <paramref name="after"/>.</summary>
    public void Replace(SubjectMeasure? before, SubjectMeasure? after)
    {
        if (ReferenceEquals(before, after)) return;
        _mixed += (after is { IsMixed: true } ? 1 : 0) - (before is { IsMixed: true } ? 1 : 0);
        var isSamePlace = before is { IsMixed: false } && after is { IsMixed: false }
            && before.Variation == after.Variation && before.IsOfSameExposure(after);
        if (isSamePlace)
        {
            Change(before!, after!);
            return;
        }

        Add(-1, before);
        Add(1, after);
    }

    public ExperimentSums Sums() => new()
    {
        Of = _experiment,
        Mixed = _mixed,
        Variations = Sums(_all),
        Exposures = _exposures.Counts(),
        Dimensions =
        [
            .. _experiment.Dimensions.Zip(_byDimension)
                .SelectMany(pair => pair.Second.Select(
                    entry => new DimensionSums(pair.First, entry.Key, Sums(entry.Value))))
                .OrderBy(sums => sums.Name, StringComparer.Ordinal)
                .ThenBy(sums => sums.Value, StringComparer.Ordinal),
        ],
    };

    private void Change(SubjectMeasure before, SubjectMeasure after)
    {
        for (var metric = 0; metric < after.Metrics.Length; metric++)
        {
            if (before.Metrics[metric] == after.Metrics[metric]) continue;
            var definition = _experiment.Metrics[metric].Definition;
            var (x, y) = before.Metrics[metric].Contribution(definition);
            var (nextX, nextY) = after.Metrics[metric].Contribution(definition);
            if (x == nextX && y == nextY) continue;
            _all[after.Variation].Replace(metric, (x, y), (nextX, nextY));
            for (var dimension = 0; dimension < _byDimension.Length; dimension++)
            {
                CellsOf(dimension, after)[after.Variation].Replace(metric, (x, y), (nextX, nextY));
            }
        }
    }

    private void Add(int sign, SubjectMeasure? subject)
    {
        if (subject is null or { IsMixed: true }) return;
        var contributions = subject.Metrics
            .Select((totals, metric) => totals.Contribution(_experiment.Metrics[metric].Definition)).ToArray();
        _all[subject.Variation].Add(sign, contributions);
        _exposures.Add(sign, subject);
        for (var dimension = 0; dimension < _byDimension.Length; dimension++)
        {
            CellsOf(dimension, subject)[subject.Variation].Add(sign, contributions);
        }
    }

    private Cell[] CellsOf(int dimension, SubjectMeasure subject)
    {
        var known = _byDimension[dimension];
        if (known.TryGetValue(subject.Dimensions[dimension], out var cells)) return cells;
        var value = known.Count < MaxValues ? subject.Dimensions[dimension] : Others;
        return known.TryGetValue(value, out cells) ? cells : known[value] = Cells();
    }

    private Cell[] Cells() => [.. _experiment.Variations.Select(_ => new Cell(_experiment))];

    private static void Fill(Cell[] cells, ImmutableArray<VariationSums> sums)
    {
        for (var variation = 0; variation < cells.Length; variation++) cells[variation].Fill(sums[variation]);
    }

    private ImmutableArray<VariationSums> Sums(Cell[] cells) =>
        [.. cells.Select((cell, variation) => cell.Sums(_experiment.Variations[variation]))];

    /// <summary>The sums of one variation.</summary>
    private sealed class Cell
    {
        private readonly MomentSums[] _sums;
        private readonly SortedDictionary<int, MomentSums>?[] _buckets;
        private long _subjects;

        public Cell(MeasuredExperiment experiment)
        {
            _sums = new MomentSums[experiment.Metrics.Length];
            _buckets = [.. experiment.Metrics.Select(metric => metric.Definition.CapPercentile is null
                ? null
                : new SortedDictionary<int, MomentSums>())];
        }

        public void Add(int sign, (long X, long Y)[] contributions)
        {
            _subjects += sign;
            for (var metric = 0; metric < contributions.Length; metric++) Add(sign, metric, contributions[metric]);
        }

        public void Replace(int metric, (long X, long Y) before, (long X, long Y) after)
        {
            Add(-1, metric, before);
            Add(1, metric, after);
        }

        public void Fill(VariationSums sums)
        {
            _subjects = sums.Subjects;
            for (var metric = 0; metric < _sums.Length; metric++)
            {
                _sums[metric] = sums.Metrics[metric].All;
                foreach (var (bucket, some) in sums.Metrics[metric].Buckets) _buckets[metric]![bucket] = some;
            }
        }

        public VariationSums Sums(string variation) => new(
            variation,
            _subjects,
            [.. _sums.Select((sums, metric) => new MetricSums(sums, Buckets(metric)))]);

        private void Add(int sign, int metric, (long X, long Y) one)
        {
            _sums[metric] = _sums[metric].With(sign, one.X, one.Y);
            if (_buckets[metric] is not { } buckets) return;
            var bucket = ValueBuckets.Of(one.X);
            var sums = buckets.GetValueOrDefault(bucket).With(sign, one.X, one.Y);
            if (sums.Subjects == 0) buckets.Remove(bucket);
            else buckets[bucket] = sums;
        }

        private ImmutableSortedDictionary<int, MomentSums> Buckets(int metric) =>
            _buckets[metric]?.ToImmutableSortedDictionary() ?? ImmutableSortedDictionary<int, MomentSums>.Empty;
    }
}
