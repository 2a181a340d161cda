using Actors.Configuration;
using Actors.Contracts.Configuration;

namespace Actors.Gateway.Rulesets;

/// <summary>What does an update from the region mean to somebody who holds this ruleset?</summary>
internal abstract record RulesetMerge
{
    private RulesetMerge()
    {
    }

    /// <summary>It is the newest.</summary>
    public sealed record Confirmed : RulesetMerge;

    /// <summary>Serve this instead.</summary>
    public sealed record Changed(ServedRuleset Next) : RulesetMerge;

    /// <summary>The update does not build on it: ask for the whole.</summary>
    public sealed record Gap : RulesetMerge;

    /// <summary>The region says that the environment is no more.</summary>
    public sealed record Released : RulesetMerge;

    /// <summary>
    /// The region knows nothing where we hold something, as after the loss of a database: keep what we hold.
    /// </summary>
    public sealed record Forgotten : RulesetMerge;

    public static RulesetMerge Of(EnvironmentId environment, ServedRuleset? held, RulesetUpdate update)
    {
        if (update.Removed)
            return new Released();
        if (held is not null && update.Version == 0 && held.Version > 0)
            return new Forgotten();
        if (held is not null && update.IsHeartbeat)
            return update.Version == held.Version ? new Confirmed() : new Gap();
        if (update.AfterVersion == 0)
            return new Changed(ServedRuleset.Whole(environment, Apply(RulesetDocument.Empty, update)));
        if (held is null || update.AfterVersion != held.Version || update.Version < held.Version)
            return new Gap();
        return new Changed(held.With(Apply(held.Document, update), update.Features, update.SavedGroups));
    }

    private static RulesetDocument Apply(RulesetDocument document, RulesetUpdate update)
    {
        var features = document.Features.ToBuilder();
        foreach (var feature in update.Features)
        {
            if (feature.Json is null)
                features.Remove(feature.Key);
            else
                features[feature.Key] = feature;
        }

        var groups = document.SavedGroups.ToBuilder();
        foreach (var group in update.SavedGroups.IsDefault ? [] : update.SavedGroups)
        {
            if (group.Values is null)
                groups.Remove(group.Id);
            else
                groups[group.Id] = group;
        }

        return document with
        {
            Version = update.Version,
            PublishedAt = update.PublishedAt,
            ContentHash = update.ContentHash,
            Features = features.ToImmutable(),
            Keys = update.Keys is { } keys
                ? document.Keys.Clear().AddRange(keys.Select(key => KeyValuePair.Create(key.Id, key)))
                : document.Keys,
            SavedGroups = groups.ToImmutable(),
            ClientKeysMayFetchRules = update.ClientKeysMayFetchRules,
            ContextualBandits = update.ContextualBandits is { } bandits
                ? document.ContextualBandits.Clear().AddRange(
                    bandits.Select(bandit => KeyValuePair.Create(bandit.Id, bandit)))
                : document.ContextualBandits,
        };
    }
}
