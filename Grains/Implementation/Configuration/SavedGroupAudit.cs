using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Configuration;
using Actors.Contracts.Auditing;

namespace Actors.Implementation.Configuration;

/// <summary>What does the audit log say of a change to a saved group?</summary>
internal static class SavedGroupAudit
{
    /// <summary>Characters. Longer values are named by their hash: the log is no second store of them.</summary>
    private const int MaxValues = 8_192;

    public static AuditEntry Entry(
        FeatureId id, SavedGroupHistory before, SavedGroupHistory after, string verb, Authorship authorship)
    {
        var document = Document(after.Group);
        return new AuditEntry(
            id.Project,
            $"group/{id.Feature}",
            after.Revision,
            after.ChangedAt,
            authorship.Author,
            authorship.OperationId,
            authorship.Comment,
            verb,
            JsonSerializer.Serialize(JsonDifference.Between(Document(before.Group), document)),
            document);
    }

    private static string? Document(SavedGroup? group)
    {
        if (group is null)
        {
            return null;
        }

        var document = new JsonObject
        {
            ["name"] = group.Name,
            ["description"] = group.Description,
            ["owner"] = group.Owner,
        };
        if (group.Values.Length <= MaxValues)
        {
            document["values"] = JsonNode.Parse(group.Values);
        }
        else
        {
            document["valuesSha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(group.Values)));
        }

        return CanonicalJson.Of(document.ToJsonString());
    }
}
