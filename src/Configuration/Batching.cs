using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What is wrong with a batch of changes, all at once?</summary>
public static class Batching
{
    public const int MaxEntries = 10_000;
    public const int MaxProblems = 1_000;

    /// <summary>At most <see cref="MaxProblems"/>, in the order of the entries; empty: it can be carried out.</summary>
    /// <param name="known">What the project's index says of a feature.</param>
    /// <param name="environments">Those that the project has.</param>
    public static ImmutableArray<Problem> Problems(
        IReadOnlyList<(string Path, string Feature, FeatureChange Change)> entries,
        Func<string, FeatureSummary?> known,
        ImmutableArray<string> environments)
    {
        if (entries.Count > MaxEntries)
        {
            return [new("", "batch-too-large", $"A batch has at most {MaxEntries:N0} changes, not {entries.Count:N0}.")];
        }

        var schemas = new SchemaCache();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. entries
                .SelectMany(entry => seen.Add(entry.Feature)
                    ? Problems(entry.Path, entry.Feature, entry.Change, Existing(known(entry.Feature)), environments, schemas)
                    : [new(entry.Path, "feature-repeated", $"The batch changes '{entry.Feature}' more than once.")])
                .Take(MaxProblems),
        ];
    }

    private static FeatureSummary? Existing(FeatureSummary? known) => known is { Deleted: false } ? known : null;

    private static IEnumerable<Problem> Problems(
        string path,
        string key,
        FeatureChange change,
        FeatureSummary? existing,
        ImmutableArray<string> environments,
        SchemaCache schemas)
    {
        if (existing is null && change is not PutFeature)
        {
            return [new(path, "feature-not-found", $"There is no feature '{key}'.")];
        }

        return change switch
        {
            PutFeature put => Written(put.Feature, environments),
            RevertFeature revert => Written(revert.Feature, environments.Union(revert.Feature.Environments.Keys)),
            CopyRules copy => new[] { copy.From, copy.To }.Except(environments).Select(name =>
                new Problem(path, "environment-unknown", $"The project has no environment '{name}'.")),
            _ => [],
        };

        IEnumerable<Problem> Written(Feature feature, IEnumerable<string> allowed)
        {
            var problems = FeatureValidation.Problems(key, feature, [.. allowed], path, schemas);
            return existing is null || existing.Type == feature.Type
                ? problems
                : problems.Add(new($"{path}/type", "feature-type-fixed", "The type of an existing feature cannot change."));
        }
    }
}
