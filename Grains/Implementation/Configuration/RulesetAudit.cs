using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>What does the audit log say of a change to an environment?</summary>
internal static class RulesetAudit
{
    public static AuditEntry Key(
        EnvironmentId id, RulesetDocument after, SdkKey key, string verb, Authorship authorship) =>
        new(
            id.Project,
            $"key/{id.Environment}/{key.Id}",
            after.Version,
            after.PublishedAt,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            "[]",
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
        new(
            id.Project,
            $"environment/{id.Environment}",
            after.Version,
            after.PublishedAt,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            "[]",
            after.Removed ? null : JsonSerializer.Serialize(new { after.ClientKeysMayFetchRules }));

    public static AuditEntry Bandit(
        EnvironmentId id, RulesetDocument after, string bandit, string verb, Authorship authorship) =>
        new(
            id.Project,
            $"bandit/{id.Environment}/{bandit}",
            after.Version,
            after.PublishedAt,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            "[]",
            after.ContextualBandits.GetValueOrDefault(bandit)?.Json);
}
