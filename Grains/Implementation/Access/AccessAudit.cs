using System.Collections.Immutable;
using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Access;

/// <summary>What does the audit log say of a change to the access tokens?</summary>
internal static class AccessAudit
{
    /// <summary>Tokens belong to no project.</summary>
    public const string Project = "";

    public static AuditEntry Entry(
        long revision,
        ImmutableSortedDictionary<string, AccessToken> after,
        AccessToken token,
        string verb,
        Authorship authorship,
        DateTimeOffset at) =>
        new(
            Project,
            $"token/{token.Id}",
            revision,
            at,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            "[]",
            after.ContainsKey(token.Id) ? Document(token) : null);

    private static string Document(AccessToken token) => JsonSerializer.Serialize(
        new
        {
            token.Id,
            token.Name,
            Roles = token.Roles.ToDictionary(role => role.Key, role => role.Value.ToString()),
            token.CreatedAt,
            token.ExpiresAt,
        },
        JsonSerializerOptions.Web);
}
