using System.Text.Json;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Allocation;

/// <summary>What does the audit log say of a change to what is kept of a subject?</summary>
/// <remarks>The log is never erased, so it names the subject by its pseudonym only.</remarks>
internal static class UserAudit
{
    public static AuditEntry Override(
        UserId id, UserMemory after, OverrideTarget target, Authorship authorship, DateTimeOffset at)
    {
        var written = after.Overrides.GetValueOrDefault(target.ToString());
        return Entry(
            id,
            after,
            written is null ? "override-removed" : "override-written",
            authorship,
            at,
            JsonSerializer.Serialize(
                new { id.Attribute, Target = target.ToString(), written?.Given, written?.ExpiresAt },
                JsonSerializerOptions.Web));
    }

    public static AuditEntry Erased(UserId id, UserMemory after, Authorship authorship, DateTimeOffset at) =>
        Entry(id, after, "erased", authorship, at, null);

    private static AuditEntry Entry(
        UserId id, UserMemory after, string verb, Authorship authorship, DateTimeOffset at, string? document) =>
        new(
            id.Project,
            $"user/{id.Environment}/{id.Pseudonym}",
            after.Revision,
            at,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            "[]",
            document);
}
