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
                && (query.Before is null || entry.At < query.Before),
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
                    .OrderByDescending(entry => entry.At).ThenByDescending(entry => entry.Revision).Take(limit),
            ];
    }
}
