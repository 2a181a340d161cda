using System.Collections.Immutable;
using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>How is a feature's revision written in the audit log, and read from it?</summary>
internal static class FeatureAudit
{
    public static string Subject(string feature) => $"feature/{feature}";

    public static AuditEntry Entry(FeatureId id, Revision revision) => new(
        id.Project,
        Subject(id.Feature),
        revision.Number,
        revision.At,
        revision.Authorship.Author,
        revision.Authorship.OperationId,
        revision.Authorship.Comment,
        revision.Verb,
        JsonSerializer.Serialize(revision.Diff),
        revision.Feature is { } feature ? FeatureDocument.Of(feature) : null);

    /// <exception cref="FormatException">The entry is no revision of a feature.</exception>
    public static Revision Revision(AuditEntry entry) => new(
        entry.Revision,
        new Authorship(entry.Author, entry.Comment, entry.OperationId),
        entry.At,
        entry.Verb,
        JsonSerializer.Deserialize<ImmutableArray<Difference>>(entry.Change),
        entry.Document is { } document ? Feature(document) : null);

    private static Feature Feature(string document) =>
        FeatureDocument.Parse(document, out var problems)
        ?? throw new FormatException($"The audit log holds a feature that cannot be read: {problems[0].Message}");
}
