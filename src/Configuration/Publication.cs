namespace Actors.Configuration;

/// <summary>What does one environment's ruleset get to know of a feature?</summary>
public static class Publication
{
    /// <summary>
    /// What is published now, under the revision of its hand-over: it has not changed there since. A tombstone when the
    /// feature is deleted or archived.
    /// </summary>
    public static PublishedFeature Of(string key, FeatureHistory history, string environment)
    {
        var isKnown = history.HandOvers.TryGetValue(environment, out var handOver);
        var (enabled, json) = Content(history.Feature, environment);
        return new(key, isKnown ? handOver.Revision : history.Revision, enabled, json);
    }

    internal static (bool Enabled, string? Json) Content(Feature? feature, string environment)
    {
        if (feature is null or { Archived: true })
        {
            return (false, null);
        }

        var there = feature.Environments.GetValueOrDefault(environment, FeatureEnvironment.Off);
        var rules = there.Rules.IsDefaultOrEmpty ? "" : $",\"rules\":[{string.Join(',', there.Rules)}]";
        return (there.Enabled, $"{{\"defaultValue\":{feature.DefaultValue}{rules}}}");
    }
}
