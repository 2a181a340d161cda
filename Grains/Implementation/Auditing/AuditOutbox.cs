using System.Collections.Immutable;
using Actors.Contracts.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Auditing;

/// <summary>How does an entry reach the audit log for certain?</summary>
/// <param name="kept">The entries that are durable.</param>
internal sealed class AuditOutbox(
    IAuditLog log, IGrainBase grain, ILogger logger, Func<ImmutableArray<AuditEntry>> kept)
    : Outbox<AuditEntry>(
        "audit log", (entries, cancellation) => log.Append(entries, cancellation), grain, logger, kept);
