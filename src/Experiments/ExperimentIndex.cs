using System.Collections.Immutable;

namespace Actors.Experiments;

/// <summary>Which experiments of a project are wanted, one page of them?</summary>
public static class ExperimentIndex
{
    public const int MaxLimit = 1_000;

    /// <summary>The page by key, and how many match over all pages.</summary>
    /// <param name="all">By key, ordinal.</param>
    public static ExperimentPage Find(
        ImmutableSortedDictionary<string, ExperimentSummary> all, ExperimentQuery query)
    {
        var matching = all.Values.Where(experiment => Matches(experiment, query)).ToList();
        var rest = matching.Where(one => query.After is null || string.CompareOrdinal(one.Key, query.After) > 0)
            .Take(Math.Clamp(query.Limit, 1, MaxLimit) + 1).ToImmutableArray();
        return rest.Length <= query.Limit
            ? new(rest, matching.Count, null)
            : new(rest[..^1], matching.Count, rest[^2].Key);
    }

    private static bool Matches(ExperimentSummary experiment, ExperimentQuery query) =>
        (query.Status is null || experiment.Status == query.Status)
        && (query.Feature is null || experiment.Features.Contains(query.Feature))
        && (query.Tag is null || experiment.Tags.Contains(query.Tag))
        && (query.Owner is null || experiment.Owner == query.Owner)
        && (query.Text is not { Length: > 0 } text
            || experiment.Key.Contains(text, StringComparison.OrdinalIgnoreCase)
            || experiment.Name.Contains(text, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Which experiments are wanted? What is null does not matter.</summary>
/// <param name="Text">Found in key or name, ignoring case.</param>
/// <param name="Feature">Only those that drive this feature.</param>
/// <param name="After">The last key of the page before; null: the first page.</param>
/// <param name="Limit">1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("experiment-query")]
public sealed record ExperimentQuery(
    [property: Id(0)] string? Text,
    [property: Id(1)] ExperimentStatus? Status,
    [property: Id(2)] string? Feature,
    [property: Id(3)] string? Tag,
    [property: Id(4)] string? Owner,
    [property: Id(5)] string? After,
    [property: Id(6)] int Limit);

/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Give this as <see cref="ExperimentQuery.After"/>; null: this was the last page.</param>
[GenerateSerializer, Immutable, Alias("experiment-page")]
public sealed record ExperimentPage(
    [property: Id(0)] ImmutableArray<ExperimentSummary> Experiments,
    [property: Id(1)] int Total,
    [property: Id(2)] string? Next);
