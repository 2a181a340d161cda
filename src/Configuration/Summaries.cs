using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What does the project's index say of a feature?</summary>
public static class Summaries
{
    /// <summary>A tombstone when the feature is deleted or has never existed.</summary>
    public static FeatureSummary Of(string key, FeatureHistory history)
    {
        var feature = history.Feature;
        var enabledIn = feature?.Environments.Where(entry => entry.Value.Enabled).Select(entry => entry.Key);
        return new FeatureSummary
        {
            Key = key,
            Revision = history.Revision,
            Type = history.Recent.LastOrDefault(revision => revision.Feature is not null)?.Feature?.Type ?? default,
            Description = feature?.Description ?? "",
            Owner = feature?.Owner ?? "",
            Tags = feature?.Tags ?? [],
            Archived = feature?.Archived ?? false,
            EnabledIn = enabledIn?.ToImmutableArray() ?? [],
            ChangedAt = history.Last?.At ?? default,
            ChangedBy = history.Last?.Authorship.Author ?? "",
            Deleted = feature is null,
            Groups = feature is null ? [] : GroupReferences.Of(feature),
        };
    }
}
