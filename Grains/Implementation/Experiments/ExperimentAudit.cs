using System.Collections.Immutable;
using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts.Auditing;
using Actors.Experiments;

namespace Actors.Implementation.Experiments;

/// <summary>How is an experiment's revision written in the audit log, and read from it?</summary>
internal static class ExperimentAudit
{
    public static string Subject(string experiment) => $"experiment/{experiment}";

    public static AuditEntry Entry(ExperimentId id, ExperimentRevision revision) => new(
        id.Project,
        Subject(id.Experiment),
        revision.Number,
        revision.At,
        revision.Authorship.Author,
        revision.Authorship.OperationId,
        revision.Authorship.Comment,
        revision.Verb,
        JsonSerializer.Serialize(revision.Diff),
        ExperimentDocument.Of(revision.State));

    public static ExperimentRevision Revision(AuditEntry entry) => new(
        entry.Revision,
        new Authorship(entry.Author, entry.Comment, entry.OperationId),
        entry.At,
        entry.Verb,
        JsonSerializer.Deserialize<ImmutableArray<Difference>>(entry.Change),
        ExperimentDocument.ParseState(entry.Document!));
}
