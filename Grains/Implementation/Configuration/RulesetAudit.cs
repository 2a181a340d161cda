using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>What does the audit log say of a change to an environment?</summary>
internal static class RulesetAudit
{
    public static AuditEntry Key(
        EnvironmentId id, RulesetDocument after, SdkKey key, string verb, Authorship authorship) =>
        Entry(
            id,
            after,
            $"key/{id.Environment}/{key.Id}",
            verb,
            authorship,
            after.Keys.ContainsKey(key.Id)
                ? JsonSerializer.Serialize(
                    new
                    {
                        key.Id,
                        key.Name,
                        Kind = key.Kind.ToString(),
                        key.Origins,
                        key.CreatedAt,
                        Encrypted = key.EncryptionKey is not null,
                    })
                : null);

    public static AuditEntry Environment(EnvironmentId id, RulesetDocument after, string verb, Authorship authorship) =>
        Entry(
            id,
            after,
            $"environment/{id.Environment}",
            verb,
            authorship,
            after.Removed ? null : JsonSerializer.Serialize(new { after.ClientKeysMayFetchRules }));

    public static AuditEntry Bandit(
        EnvironmentId id, RulesetDocument after, string bandit, string verb, Authorship authorship) =>
        Entry(
            id,
            after,
            $"bandit/{id.Environment}/{bandit}",
            verb,
            authorship,
            after.ContextualBandits.GetValueOrDefault(bandit)?.Json);

    private static AuditEntry Entry(
        EnvironmentId id, RulesetDocument after, string subject, string verb, Authorship authorship, string? content) =>
        new(
            id.Project,
            subject,
            after.Version,
            after.PublishedAt,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            "[]",
            content);
}
