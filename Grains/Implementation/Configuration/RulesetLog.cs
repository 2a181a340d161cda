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

    private readonly record struct Entry(
        long Version, DateTimeOffset PublishedAt, ImmutableArray<string> Features, bool Keys);

    /// <summary>Remembers what a version that is now durable changed.</summary>
    public void Add(RulesetDocument document, ImmutableArray<string> features, bool keys)
    {
        _entries.AddLast(new Entry(document.Version, document.PublishedAt, features, keys));
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
            return Update(current, afterVersion, [], null);
        }

        var features = new HashSet<string>(StringComparer.Ordinal);
        var keys = false;
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

            features.UnionWith(entry.Value.Features);
            keys |= entry.Value.Keys;
            next--;
        }

        return next == afterVersion && afterVersion > 0
            ? Update(
                current,
                afterVersion,
                [.. features.Order(StringComparer.Ordinal).Select(key => current.Features[key])],
                keys ? [.. current.Keys.Values] : null)
            : Update(
                current,
                0,
                [.. current.Features.Values.Where(feature => feature.Json is not null)],
                [.. current.Keys.Values]);
    }

    private static RulesetUpdate Update(
        RulesetDocument current, long after, ImmutableArray<PublishedFeature> features, ImmutableArray<SdkKey>? keys) =>
        new(current.Version, after, current.PublishedAt, current.ContentHash, features, keys, current.Removed);
}
