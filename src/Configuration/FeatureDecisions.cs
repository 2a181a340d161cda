using System.Collections.Immutable;
using Actors.Foundation;

namespace Actors.Configuration;

/// <summary>What becomes of a feature when a change is asked for?</summary>
public static class FeatureDecisions
{
    /// <param name="expected">
    /// The revision that the author saw; 0: the feature must not exist; null: whatever it is.
    /// </param>
    /// <param name="environments">The project's environments, now.</param>
    /// <returns>
    /// The next history; the same one when nothing changes or the operation is known. Refused with
    /// "feature-not-found", "feature-exists", "revision-stale", "feature-type-fixed", "environment-unknown" (of a
    /// copy) or "feature-invalid".
    /// </returns>
    public static Decision<FeatureHistory> Decide(
        FeatureHistory history,
        string key,
        FeatureChange change,
        long? expected,
        Authorship authorship,
        ImmutableArray<string> environments,
        DateTimeOffset now)
    {
        if (IsRepeated(history, authorship))
        {
            return history;
        }

        if (Unexpected(history, key, change, expected) is { } unexpected)
        {
            return unexpected;
        }

        return Wanted(history.Feature, key, change, environments) switch
        {
            Decision<Feature?>.Accepted { Next: var wanted } =>
                Next(history, wanted, change, authorship, environments, now),
            Decision<Feature?>.Refused { Reason: var reason } => reason,
            _ => throw new InvalidOperationException("A decision accepts or refuses."),
        };
    }

    private static bool IsRepeated(FeatureHistory history, Authorship authorship) =>
        authorship.OperationId.Length > 0
        && history.Recent.Any(revision => revision.Authorship.OperationId == authorship.OperationId);

    private static Refusal? Unexpected(FeatureHistory history, string key, FeatureChange change, long? expected)
    {
        if (history.Feature is null && change is not PutFeature)
        {
            return new("feature-not-found", $"There is no feature '{key}'.");
        }

        if (expected == 0 && history.Feature is not null)
        {
            return new("feature-exists", $"The feature '{key}' exists already, at revision {history.Revision}.");
        }

        return expected is null or 0 || expected == history.Revision
            ? null
            : new("revision-stale", $"The feature is at revision {history.Revision}, not {expected}: look again.");
    }

    /// <summary>The feature as the change would have it; null: deleted.</summary>
    private static Decision<Feature?> Wanted(
        Feature? before, string key, FeatureChange change, ImmutableArray<string> environments) => change switch
        {
            PutFeature put => Written(before, key, put.Feature, environments),
            RevertFeature revert => Written(before, key, Without(revert.Feature, environments), environments),
            ArchiveFeature archive => Without(before!, environments) with { Archived = archive.Archived },
            CopyRules copy => Copied(Without(before!, environments), copy, environments),
            DeleteFeature => new Decision<Feature?>.Accepted(null),
            _ => throw new ArgumentException($"No decision is known for {change.GetType().Name}.", nameof(change)),
        };

    private static Decision<Feature?> Written(
        Feature? before, string key, Feature wanted, ImmutableArray<string> environments)
    {
        if (before is not null && before.Type != wanted.Type)
        {
            return new Refusal("feature-type-fixed", $"The type of an existing feature stays {Named(before.Type)}.");
        }

        var problems = FeatureValidation.Problems(key, wanted, environments);
        return problems.IsEmpty
            ? FeatureValidation.Normalised(wanted)
            : new Refusal("feature-invalid", "The feature has problems; each is listed.") { Problems = problems };
    }

    private static Decision<Feature?> Copied(Feature before, CopyRules copy, ImmutableArray<string> environments)
    {
        foreach (var name in new[] { copy.From, copy.To })
        {
            if (!environments.Contains(name))
            {
                return new Refusal("environment-unknown", $"The project has no environment '{name}'.");
            }
        }

        var source = before.Environments.GetValueOrDefault(copy.From, FeatureEnvironment.Off);
        return before with { Environments = before.Environments.SetItem(copy.To, source) };
    }

    /// <summary>Environments that the project has removed meanwhile are not the author's mistake.</summary>
    private static Feature Without(Feature feature, ImmutableArray<string> environments)
    {
        var removed = feature.Environments.Keys.Except(environments);
        return feature with { Environments = feature.Environments.RemoveRange(removed) };
    }

    private static Decision<FeatureHistory> Next(
        FeatureHistory history,
        Feature? wanted,
        FeatureChange change,
        Authorship authorship,
        ImmutableArray<string> environments,
        DateTimeOffset now)
    {
        var diff = JsonDifference.Between(Document(history.Feature), Document(wanted));
        if (diff.IsEmpty)
        {
            return history;
        }

        var number = history.Revision + 1;
        var revision = new Revision(number, Explained(authorship, change), now, Verb(history, change), diff, wanted);
        return (history with
        {
            CreatedAt = history.Feature is null ? now : history.CreatedAt,
            Recent = history.Recent.Add(revision),
            HandOvers = HandOvers(history, wanted, environments, number),
        }).Trimmed();
    }

    private static ImmutableSortedDictionary<string, HandOver> HandOvers(
        FeatureHistory history, Feature? wanted, ImmutableArray<string> environments, long number) =>
        history.HandOvers.Moved(environments, number, name =>
        {
            var before = Publication.Content(history.HandOvers.ContainsKey(name) ? history.Feature : null, name);
            return before != Publication.Content(wanted, name);
        });

    private static string Verb(FeatureHistory history, FeatureChange change) => change switch
    {
        PutFeature => history.Feature is null ? "created" : "changed",
        ArchiveFeature archive => archive.Archived ? "archived" : "unarchived",
        DeleteFeature => "deleted",
        RevertFeature => "reverted",
        _ => "copied",
    };

    private static Authorship Explained(Authorship authorship, FeatureChange change) =>
        change is RevertFeature revert && authorship.Comment.Length == 0
            ? authorship with { Comment = $"Reverted to revision {revert.Revision}." }
            : authorship;

    private static string? Document(Feature? feature) => feature is null ? null : FeatureDocument.Of(feature);

    private static string Named(FeatureType type) => FeatureDocument.Types[(int)type];
}
