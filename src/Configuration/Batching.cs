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
            return [new("", "batch-too-large", $"A batch has at most {MaxEntries:N0} changes.")];
        }

        var schemas = new SchemaCache();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return
        [
            .. entries
                .SelectMany(entry => seen.Add(entry.Feature)
                    ? Entry(entry.Path, entry.Feature, entry.Change)
                    : [new(entry.Path, "feature-repeated", $"The batch changes '{entry.Feature}' more than once.")])
                .Take(MaxProblems),
        ];

        IEnumerable<Problem> Entry(string path, string key, FeatureChange change)
        {
            var existing = known(key) is { Deleted: false } summary ? summary : null;
            return change switch
            {
                PutFeature put => Written(path, key, put.Feature, existing, environments, schemas),
                _ when existing is null => [new(path, "feature-not-found", $"There is no feature '{key}'.")],
                RevertFeature { Feature: var then } => Written(
                    path, key, then, existing, [.. environments, .. then.Environments.Keys], schemas),
                CopyRules copy => Unknown(path, [copy.From, copy.To], environments),
                _ => [],
            };
        }
    }

    private static IEnumerable<Problem> Unknown(
        string path, ImmutableArray<string> named, ImmutableArray<string> environments) =>
        named.Except(environments).Select(name =>
            new Problem(path, "environment-unknown", $"The project has no environment '{name}'."));

    private static ImmutableArray<Problem> Written(
        string path,
        string key,
        Feature feature,
        FeatureSummary? existing,
        ImmutableArray<string> environments,
        SchemaCache schemas)
    {
        var problems = FeatureValidation.Problems(key, feature, environments, path, schemas);
        return existing is null || existing.Type == feature.Type
            ? problems
            : problems.Add(new($"{path}/type", "feature-type-fixed", "The type of an existing feature is fixed."));
    }
}
