using System.Collections.Immutable;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Auditing;

/// <summary>How does an entry reach the audit log for certain? It is kept with the state until the log has it.</summary>
/// <remarks>
/// An actor writes entries with the state that they describe, and offers them to the log afterwards and at each
/// activation. The log counts a repeated entry once, so entries that it has are dropped with the next write only.
/// </remarks>
internal sealed class AuditOutbox(IAuditLog log)
{
    private readonly HashSet<AuditEntry> _accepted = new(ReferenceEqualityComparer.Instance);

    /// <summary>What the next state must keep: entries the log does not have yet, and a new one.</summary>
    public ImmutableArray<AuditEntry> With(ImmutableArray<AuditEntry> kept, AuditEntry entry)
    {
        var waiting = kept.RemoveAll(_accepted.Contains);
        _accepted.Clear();
        return waiting.Add(entry);
    }

    /// <summary>Offers durable entries to the log.</summary>
    public async Task Send(ImmutableArray<AuditEntry> kept, CancellationToken cancellation)
    {
        var waiting = kept.RemoveAll(_accepted.Contains);
        if (waiting.Length > 0)
        {
            await log.Append(waiting, cancellation);
            _accepted.UnionWith(waiting);
        }
    }
}
