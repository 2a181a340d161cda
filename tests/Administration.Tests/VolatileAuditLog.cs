using System.Collections.Immutable;
using Actors.Contracts.Auditing;
using Actors.Implementation.Auditing;

namespace Actors.Administration.Tests;

/// <summary>An audit log that forgets everything when the process ends.</summary>
internal sealed class VolatileAuditLog : IAuditLog
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Project, string Subject, long Revision), AuditEntry> _entries = [];

    public Task Append(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation)
    {
        lock (_lock)
            foreach (var entry in entries)
                _entries.TryAdd((entry.Project, entry.Subject, entry.Revision), entry);

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AuditEntry>> Read(string project, AuditQuery query, CancellationToken cancellation) =>
        Task.FromResult(Where(
            entry => entry.Project == project
                && (query.Subject is null || entry.Subject == query.Subject)
                && (query.Before is not { } last || Compare(AuditCursor.Of(entry), last) < 0),
            query.Limit));

    public Task<ImmutableArray<AuditEntry>> Revisions(
        string project, string subject, long before, int limit, CancellationToken cancellation) =>
        Task.FromResult(Where(
            entry => entry.Project == project && entry.Subject == subject && entry.Revision < before, limit));

    private ImmutableArray<AuditEntry> Where(Func<AuditEntry, bool> wanted, int limit)
    {
        lock (_lock)
            return
            [
                .. _entries.Values.Where(wanted)
                    .OrderByDescending(AuditCursor.Of, Comparer<AuditCursor>.Create(Compare)).Take(limit),
            ];
    }

    private static int Compare(AuditCursor one, AuditCursor other)
    {
        var order = one.At.CompareTo(other.At);
        if (order == 0) order = string.CompareOrdinal(one.Subject, other.Subject);
        return order == 0 ? one.Revision.CompareTo(other.Revision) : order;
    }
}
