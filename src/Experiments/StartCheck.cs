using System.Collections.Immutable;
using System.Text.Json;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>What keeps an experiment from running? Everything at once.</summary>
public static class StartCheck
{
    /// <summary>In the order of the document; JSON pointers into the experiment.</summary>
    public static ImmutableArray<Problem> Problems(Experiment experiment, Surroundings around, DateTimeOffset now) =>
    [
        .. Places(experiment, around),
        .. Hashing(experiment),
        .. Variations(experiment),
        .. experiment.Features.Index().SelectMany(driven => Feature(experiment, driven.Index, driven.Item, around)),
        .. Targets(experiment, around),
        .. Metrics(experiment.Metrics, around),
        .. Timetable(experiment.Schedule, now),
        .. around.LayerProblems,
    ];

    private static IEnumerable<Problem> Places(Experiment experiment, Surroundings around)
    {
        if (experiment.Environments.IsEmpty)
        {
            yield return new("/environments", "environment-missing", "It needs an environment to run in.");
        }

        var places = experiment.Environments.Index();
        foreach (var (index, name) in places.Where(place => !around.Environments.Contains(place.Item)))
        {
            yield return new(
                $"/environments/{index}", "environment-unknown", $"The project has no environment '{name}'.");
        }

        if (experiment.Features.IsEmpty)
        {
            yield return new("/features", "feature-missing", "It needs a feature to drive.");
        }
    }

    private static IEnumerable<Problem> Hashing(Experiment experiment)
    {
        if (experiment.FallbackAttribute is { } fallback && !experiment.Sticky)
        {
            yield return new("/fallbackAttribute", "fallback-not-sticky", "A fallback attribute needs 'sticky'.");
        }
        else if (experiment.FallbackAttribute == experiment.HashAttribute)
        {
            yield return new("/fallbackAttribute", "fallback-same", "The fallback is the hash attribute itself.");
        }
    }

    private static IEnumerable<Problem> Variations(Experiment experiment)
    {
        if (experiment.Variations.Length < 2)
        {
            yield return new("/variations", "variations-too-few", "An experiment has at least two variations.");
        }

        var keys = experiment.Variations.Select(variation => variation.Key).ToList();
        foreach (var (index, key) in keys.Index().Where(at => keys.IndexOf(at.Item) < at.Index))
        {
            yield return new($"/variations/{index}/key", "variation-repeated", $"There is another variation '{key}'.");
        }

        var coverage = experiment.Schedule.Ramp.IsEmpty ? experiment.CoverageBasisPoints : Allocation.Slots;
        foreach (var problem in Shares(keys.Count, experiment.WeightsBasisPoints, coverage))
        {
            yield return problem;
        }
    }

    /// <summary>What keeps variations from being allocated by weights and a coverage.</summary>
    internal static IEnumerable<Problem> Shares(int variations, ImmutableArray<int> weights, int coverage)
    {
        if (!weights.IsEmpty && weights.Length != variations)
        {
            yield return new(
                "/weightsBasisPoints", "weights-count", $"These are {weights.Length} for {variations} variations.");
        }

        if (weights.Any(weight => weight < 0) || !weights.IsEmpty && weights.Sum() != Allocation.Slots)
        {
            yield return new("/weightsBasisPoints", "weights-sum", $"Weights add up to {Allocation.Slots}.");
        }

        if (coverage is <= 0 or > Allocation.Slots)
        {
            yield return new(
                "/coverageBasisPoints", "coverage-range", $"A coverage is 1 to {Allocation.Slots} here.");
        }
    }

    private static IEnumerable<Problem> Feature(
        Experiment experiment, int index, DrivenFeature driven, Surroundings around)
    {
        var path = $"/features/{index}";
        if (experiment.Features.Take(index).Any(other => other.Feature == driven.Feature))
        {
            yield return new($"{path}/feature", "feature-repeated", $"It drives '{driven.Feature}' more than once.");
        }

        if (around.Features.GetValueOrDefault(driven.Feature) is not { Archived: false } feature)
        {
            yield return new($"{path}/feature", "feature-not-found", $"There is no feature '{driven.Feature}'.");
            yield break;
        }

        using var values = CanonicalJson.Parse(driven.Values);
        foreach (var problem in Values(experiment, values.RootElement, feature, $"{path}/values"))
        {
            yield return problem;
        }
    }

    private static IEnumerable<Problem> Values(
        Experiment experiment, JsonElement values, Feature feature, string path)
    {
        var keys = experiment.Variations.Select(variation => variation.Key).ToHashSet();
        var missing = keys.Where(key => !values.TryGetProperty(key, out _)).Select(key =>
            new Problem(JsonPointer.To(path, key), "value-missing", $"There is no value for the variation '{key}'."));
        var wrong = values.EnumerateObject().Select(value => keys.Contains(value.Name)
            ? FeatureValidation.ValueProblem(
                feature, CanonicalJson.Of(value.Value), JsonPointer.To(path, value.Name))
            : new(JsonPointer.To(path, value.Name), "variation-unknown", $"There is no variation '{value.Name}'."));
        return [.. missing, .. wrong.OfType<Problem>()];
    }

    private static IEnumerable<Problem> Targets(Experiment experiment, Surroundings around)
    {
        foreach (var (at, target) in experiment.SavedGroups.Index())
        {
            foreach (var (index, group) in target.Groups.Index().Where(one => !around.SavedGroups.Contains(one.Item)))
            {
                yield return new(
                    $"/savedGroups/{at}/groups/{index}", "group-not-found", $"There is no saved group '{group}'.");
            }
        }

        var driven = experiment.Features.Select(feature => feature.Feature).ToHashSet();
        foreach (var (at, parent) in experiment.Prerequisites.Index())
        {
            if (driven.Contains(parent.Feature))
            {
                yield return new(
                    $"/prerequisites/{at}/feature", "parent-cycle", $"It drives '{parent.Feature}' itself.");
            }
            else if (around.Features.GetValueOrDefault(parent.Feature) is not { Archived: false })
            {
                yield return new(
                    $"/prerequisites/{at}/feature", "feature-not-found", $"There is no feature '{parent.Feature}'.");
            }
        }
    }

    private static IEnumerable<Problem> Metrics(ExperimentMetrics metrics, Surroundings around)
    {
        var named = metrics.Primary.Index().Select(one => (Path: $"/metrics/primary/{one.Index}", one.Item))
            .Concat(metrics.Secondary.Index().Select(one => ($"/metrics/secondary/{one.Index}", one.Item)))
            .Concat(metrics.Guardrail.Index().Select(one => ($"/metrics/guardrail/{one.Index}", one.Item)));
        foreach (var (path, metric) in named.Where(one => !around.Metrics.Contains(one.Item)))
        {
            yield return new(path, "metric-not-found", $"There is no metric '{metric}'.");
        }

        var primary = metrics.Primary.ToHashSet();
        foreach (var (index, metric) in metrics.Secondary.Index().Where(one => primary.Contains(one.Item)))
        {
            yield return new($"/metrics/secondary/{index}", "metric-repeated", $"'{metric}' is primary already.");
        }
    }

    private static IEnumerable<Problem> Timetable(Schedule schedule, DateTimeOffset now)
    {
        if (schedule.StopAt <= now || schedule.StopAt <= schedule.StartAt)
        {
            yield return new("/schedule/stopAt", "stop-past", "It would stop before it has started.");
        }

        for (var step = 1; step < schedule.Ramp.Length; step++)
        {
            if (schedule.Ramp[step].CoverageBasisPoints <= schedule.Ramp[step - 1].CoverageBasisPoints)
            {
                yield return new(
                    $"/schedule/ramp/{step}/coverageBasisPoints", "ramp-falling", "A ramp only rises.");
            }
        }
    }
}
