using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Which gateways follow an environment, and how far have they got?</summary>
public sealed record GatewayRoster
{
    /// <summary>Gateways report every two seconds: after three misses in a row one counts as behind.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(6);

    /// <summary>A gateway that was silent for longer is no longer listed.</summary>
    public static readonly TimeSpan ForgottenAfter = TimeSpan.FromMinutes(15);

    private ImmutableSortedDictionary<string, Entry> _entries =
        ImmutableSortedDictionary.Create<string, Entry>(StringComparer.Ordinal);

    public static GatewayRoster Empty { get; } = new();

    /// <summary>A roster of those that were known when membership was kept last; none of them was heard yet.</summary>
    /// <param name="now">From here their silence counts.</param>
    public static GatewayRoster Of(ImmutableArray<KnownGateway> known, DateTimeOffset now) => new()
    {
        _entries = Empty._entries.SetItems(known.Select(gateway =>
            KeyValuePair.Create(gateway.Gateway, new Entry(gateway, 0, JoinedAt: now, LastContact: now)))),
    };

    /// <summary>The roster after a report.</summary>
    /// <param name="publishedAt">When a version was decided; null when that is no longer known.</param>
    public GatewayRoster Hear(GatewayReport report, DateTimeOffset now, Func<long, DateTimeOffset?> publishedAt)
    {
        var present = Forgetting(now);
        if (report.Leaving)
        {
            return this with { _entries = present.Remove(report.Gateway) };
        }

        var known = new KnownGateway(report.Gateway, report.Region, report.Zone, report.Version);
        var entry = present.TryGetValue(report.Gateway, out var before)
            ? new Entry(known, before.Lag, before.JoinedAt, now)
            : new Entry(known, 0, JoinedAt: now, LastContact: now);
        if (report.Version > (before?.Known.Version ?? 0))
        {
            entry = entry with { Lag = Lag(entry.JoinedAt, publishedAt(report.Version), now) };
        }

        return this with { _entries = present.SetItem(report.Gateway, entry) };
    }

    /// <summary>All gateways by name, and how far each is behind <paramref name="currentVersion"/>.</summary>
    /// <inheritdoc cref="Hear"/>
    public ImmutableArray<GatewayProgress> View(
        long currentVersion, Func<long, DateTimeOffset?> publishedAt, DateTimeOffset now) =>
        [.. Forgetting(now).Values.Select(entry => Progress(entry, currentVersion, publishedAt, now))];

    /// <summary>The part to keep, by name: an actor keeps it when the names in it change.</summary>
    public ImmutableArray<KnownGateway> Known() => [.. _entries.Values.Select(entry => entry.Known)];

    private static GatewayProgress Progress(
        Entry entry, long currentVersion, Func<long, DateTimeOffset?> publishedAt, DateTimeOffset now)
    {
        var silence = now - entry.LastContact;
        var isOld = entry.Known.Version < currentVersion;
        var isSilent = silence > SilentAfter;

        // What it lacks first is the version after its own; when that was too long ago to be known, the newest must do.
        var missing = publishedAt(entry.Known.Version + 1) ?? publishedAt(currentVersion);
        var sinceOld = isOld ? Lag(entry.JoinedAt, missing, now) : 0;
        var sinceSilent = isSilent ? silence.TotalMilliseconds : 0;
        var lag = isOld || isSilent ? Math.Max(sinceOld, sinceSilent) : entry.Lag;
        return new(
            entry.Known.Gateway,
            entry.Known.Region,
            entry.Known.Zone,
            entry.Known.Version,
            isOld || isSilent,
            lag,
            entry.LastContact);
    }

    /// <summary>Milliseconds. A gateway that joined after a version was decided could not have had it before.</summary>
    private static double Lag(DateTimeOffset joinedAt, DateTimeOffset? publishedAt, DateTimeOffset now)
    {
        var from = publishedAt is { } decided && decided > joinedAt ? decided : joinedAt;
        return publishedAt is null ? 0 : Math.Max(0, (now - from).TotalMilliseconds);
    }

    private ImmutableSortedDictionary<string, Entry> Forgetting(DateTimeOffset now) => _entries.RemoveRange(
        _entries.Where(entry => now - entry.Value.LastContact > ForgottenAfter).Select(entry => entry.Key));

    /// <param name="Lag">Of the version it acknowledged last, in milliseconds.</param>
    private sealed record Entry(KnownGateway Known, double Lag, DateTimeOffset JoinedAt, DateTimeOffset LastContact);
}
