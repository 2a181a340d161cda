using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>What does the audit log say of a change to a project?</summary>
internal static class ProjectAudit
{
    public static AuditEntry Entry(
        string project, ProjectHistory before, ProjectHistory after, string verb, Authorship authorship)
    {
        var document = Document(after.Project);
        return new AuditEntry(
            project,
            "project",
            after.Revision,
            after.ChangedAt,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            JsonSerializer.Serialize(JsonDifference.Between(Document(before.Project), document)),
            document);
    }

    private static string? Document(Project? project) => project is null
        ? null
        : JsonSerializer.Serialize(
            new { project.Name, project.Description, project.Environments }, JsonSerializerOptions.Web);
}
