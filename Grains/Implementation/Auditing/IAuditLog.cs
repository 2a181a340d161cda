using System.Collections.Immutable;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Auditing;

/// <summary>
/// Where does the record of every write go? In production a table in PostgreSQL, partitioned by month.
/// </summary>
public interface IAuditLog
{
    /// <summary>Durable when it returns. An entry that is there already is left as it is.</summary>
    Task Append(IReadOnlyCollection<AuditEntry> entries, CancellationToken cancellation);

    /// <summary>Entries of one project, by time, subject and revision, each descending.</summary>
    Task<ImmutableArray<AuditEntry>> Read(string project, AuditQuery query, CancellationToken cancellation);

    /// <summary>Entries of one subject with a revision below <paramref name="before"/>, highest first.</summary>
    Task<ImmutableArray<AuditEntry>> Revisions(
        string project, string subject, long before, int limit, CancellationToken cancellation);
}
