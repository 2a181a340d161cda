using System.Collections.Immutable;
using System.Numerics;

namespace Actors.Measurement;

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
