using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts.Configuration;

namespace Actors.Implementation.Configuration;

/// <summary>What changed lately, so that a watcher that is nearly up to date is told only that?</summary>
/// <remarks>In memory only: a watcher that is behind what is remembered here is sent the whole document.</remarks>
internal sealed class RulesetLog
{
    private const int MaxEntries = 1_000;

    private readonly LinkedList<Entry> _entries = [];

    private readonly record struct Entry(long Version, DateTimeOffset PublishedAt, RulesetNews News);

    /// <summary>Remembers what a version that is now durable changed.</summary>
    public void Add(RulesetDocument document, RulesetNews news)
    {
        _entries.AddLast(new Entry(document.Version, document.PublishedAt, news));
        if (_entries.Count > MaxEntries)
        {
            _entries.RemoveFirst();
        }
    }

    /// <summary>When a version was decided; null when that is forgotten.</summary>
    public DateTimeOffset? PublishedAt(RulesetDocument current, long version)
    {
        if (version == current.Version)
        {
            return current.PublishedAt;
        }

        for (var entry = _entries.Last; entry is not null && entry.Value.Version >= version; entry = entry.Previous)
        {
            if (entry.Value.Version == version)
            {
                return entry.Value.PublishedAt;
            }
        }

        return null;
    }

    /// <summary>What a holder of <paramref name="afterVersion"/> is to be told.</summary>
    public RulesetUpdate Since(RulesetDocument current, long afterVersion)
    {
        if (afterVersion == current.Version)
        {
            return Update(current, afterVersion, [], []);
        }

        return Between(current, afterVersion) is { } news
            ? Update(
                current,
                afterVersion,
                [.. news.SelectMany(one => one.Changed).Distinct().Order(StringComparer.Ordinal)
                    .Select(key => current.Features[key])],
                [.. news.SelectMany(one => one.ChangedGroups).Distinct().Order(StringComparer.Ordinal)
                    .Select(id => current.SavedGroups[id])],
                news.Any(one => one.Keys),
                news.Any(one => one.Bandits))
            : Update(
                current,
                0,
                [.. current.Features.Values.Where(feature => feature.Json is not null)],
                [.. current.SavedGroups.Values.Where(group => group.Values is not null)],
                keys: true,
                bandits: true);
    }

    /// <summary>What each version after this one changed; null when one of them is forgotten.</summary>
    private List<RulesetNews>? Between(RulesetDocument current, long afterVersion)
    {
        var news = new List<RulesetNews>();
        var next = current.Version;
        for (var entry = _entries.Last; entry is not null && entry.Value.Version > afterVersion; entry = entry.Previous)
        {
            if (entry.Value.Version > current.Version)
            {
                continue;
            }

            if (entry.Value.Version != next)
            {
                break;
            }

            news.Add(entry.Value.News);
            next--;
        }

        return next == afterVersion && afterVersion > 0 ? news : null;
    }

    private static RulesetUpdate Update(
        RulesetDocument current,
        long after,
        ImmutableArray<PublishedFeature> features,
        ImmutableArray<PublishedGroup> groups,
        bool keys = false,
        bool bandits = false) =>
        new(
            current.Version,
            after,
            current.PublishedAt,
            current.ContentHash,
            features,
            keys ? [.. current.Keys.Values] : null,
            current.Removed)
        {
            ContextualBandits = bandits ? [.. current.ContextualBandits.Values] : null,
            SavedGroups = groups,
            ClientKeysMayFetchRules = current.ClientKeysMayFetchRules,
        };
}

/// <summary>What of a document did one version change?</summary>
/// <param name="Features">By key; default: none.</param>
/// <param name="Groups">By id; default: none.</param>
internal readonly record struct RulesetNews(
    ImmutableArray<string> Features = default,
    ImmutableArray<string> Groups = default,
    bool Keys = false,
    bool Bandits = false)
{
    public ImmutableArray<string> Changed => Features.IsDefault ? [] : Features;

    public ImmutableArray<string> ChangedGroups => Groups.IsDefault ? [] : Groups;
}
