using System.Collections.Concurrent;
using System.Collections.Immutable;
using Actors.Contracts.Auditing;
using Actors.Implementation.Auditing;

namespace Actors.Grains.Tests;

/// <summary>An audit log in memory that refuses the entries of a project when told to.</summary>
internal sealed class ForgetfulAuditLog : IAuditLog
{
    private readonly ConcurrentDictionary<(string Project, string Subject, long Revision), AuditEntry> _entries = new();
    private readonly ConcurrentDictionary<string, bool> _refused = new();

    /// <summary>Entries that came under a name that another entry had: there must be none.</summary>
    public ConcurrentQueue<AuditEntry> Contradictions { get; } = [];

    /// <summary>Until the answer is disposed of.</summary>
    public IDisposable Refuse(string project)
    {
        _refused[project] = true;
        return new Refusal(() => _refused.TryRemove(project, out _));
    }

    public Task Append(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation)
    {
        foreach (var entry in entries)
        {
            if (_refused.ContainsKey(entry.Project))
            {
                throw new IOException("The log said no.");
            }

            if (_entries.GetOrAdd((entry.Project, entry.Subject, entry.Revision), entry) != entry)
            {
                Contradictions.Enqueue(entry);
            }
        }

        return Task.CompletedTask;
    }

    public Task<ImmutableArray<AuditEntry>> Read(string project, AuditQuery query, CancellationToken cancellation) =>
        Task.FromResult(_entries.Values
            .Where(entry => entry.Project == project && (query.Subject is null || entry.Subject == query.Subject))
            .OrderByDescending(entry => entry.At)
            .ThenByDescending(entry => entry.Subject, StringComparer.Ordinal)
            .ThenByDescending(entry => entry.Revision)
            .SkipWhile(entry => query.Before is { } last && AuditCursor.Of(entry) != last)
            .Skip(query.Before is null ? 0 : 1)
            .Take(query.Limit)
            .ToImmutableArray());

    public Task<ImmutableArray<AuditEntry>> Revisions(
        string project, string subject, long before, int limit, CancellationToken cancellation) =>
        Task.FromResult(_entries.Values
            .Where(entry => entry.Project == project && entry.Subject == subject && entry.Revision < before)
            .OrderByDescending(entry => entry.Revision)
            .Take(limit)
            .ToImmutableArray());

    private sealed class Refusal(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
