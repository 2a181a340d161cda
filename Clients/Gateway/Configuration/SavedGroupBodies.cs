using System.Collections.Immutable;
using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

/// <summary>How does a saved group look over HTTP, and what does a body say that it shall be?</summary>
internal static class SavedGroupBodies
{
    /// <summary>What answers say and requests may repeat, so that an answer can be edited and put back.</summary>
    private static readonly string[] _answerOnly = ["revision", "createdAt", "changedAt", "changedBy", "published"];

    /// <summary>One group whose id the path says.</summary>
    public static Answer<SavedGroup> Read(JsonElement body, string id)
    {
        var read = JsonBody.Read(body.Without(_answerOnly), ProtocolJson.Default.SavedGroupBody, "");
        if (read.Refusal is { } refusal) return refusal;

        const string Mismatch = "The id of the body is not the one of the path.";
        return read.Value!.Id is null || read.Value.Id == id
            ? Of(read.Value, id)
            : new Refusal("group-invalid", Mismatch) { Problems = [new("/id", "key-invalid", Mismatch)] };
    }

    /// <summary>One group of many; what is wrong with its form goes to <paramref name="problems"/>.</summary>
    /// <param name="path">JSON pointer to <paramref name="body"/>.</param>
    public static (string Id, SavedGroup Group)? Read(
        JsonElement body, string path, ImmutableArray<Problem>.Builder problems)
    {
        var read = JsonBody.Read(body, ProtocolJson.Default.SavedGroupBody, path);
        if (read.Value is not { } group)
        {
            problems.AddRange(read.Refusal!.Problems);
            return null;
        }

        if (group.Id is { } id) return (id, Of(group, id));

        problems.Add(new($"{path}/id", "key-invalid", $"A saved group is called by {Key.Form}."));
        return null;
    }

    public static SavedGroupBody Of(string id, SavedGroup group) => new()
    {
        Id = id,
        Name = group.Name,
        Description = group.Description,
        Owner = group.Owner,
        Values = Json.Value(group.Values),
    };

    public static SavedGroupResponse Of(SavedGroupView view)
    {
        var group = view.Group!;
        return new()
        {
            Id = view.Id,
            Name = group.Name,
            Description = group.Description,
            Owner = group.Owner,
            Values = Json.Value(group.Values),
            Revision = view.Revision,
            CreatedAt = view.CreatedAt,
            ChangedAt = view.ChangedAt,
            ChangedBy = view.ChangedBy,
            Published = view.Published,
        };
    }

    public static SavedGroupListItem Of(SavedGroupSummary summary) => new(
        summary.Id,
        summary.Name,
        summary.Description,
        summary.Owner,
        summary.Count,
        summary.Revision,
        summary.ChangedAt,
        summary.ChangedBy);

    // As it stands: the core says of the values what is wrong with them, and writes them canonically.
    private static SavedGroup Of(SavedGroupBody body, string id) => new()
    {
        Name = body.Name ?? id,
        Description = body.Description ?? "",
        Owner = body.Owner ?? "",
        Values = body.Values.GetRawText(),
    };
}
