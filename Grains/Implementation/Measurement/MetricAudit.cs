using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts.Auditing;
using Actors.Measurement;

namespace Actors.Implementation.Measurement;

/// <summary>What does the audit log say of a change to a metric?</summary>
internal static class MetricAudit
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public static AuditEntry Entry(string project, DefinedMetric? before, DefinedMetric after, Authorship authorship)
    {
        var document = Document(after.Metric);
        var verb = after.Metric is null ? "deleted" : before?.Metric is null ? "created" : "changed";
        return new AuditEntry(
            project,
            $"metric/{after.Key}",
            after.Revision,
            after.ChangedAt,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            JsonSerializer.Serialize(JsonDifference.Between(Document(before?.Metric), document)),
            document);
    }

    private static string? Document(Metric? metric) =>
        metric is null ? null : CanonicalJson.Of(JsonSerializer.Serialize(metric, _json));
}
