using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Contracts;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Configuration;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

/// <summary>How does an experiment look over HTTP, and what does a body say that it shall be?</summary>
internal static class ExperimentBodies
{
    private const string KeyMember = "key";

    /// <summary>What answers say and requests may repeat, so that an answer can be edited and put back.</summary>
    private static readonly string[] _answerOnly =
    [
        KeyMember, "status", "run", "shipped", "reason", "ramp", "revision", "createdAt", "changedAt", "changedBy",
        "published", "alarms",
    ];

    /// <summary>The experiment whose key the path says.</summary>
    public static Answer<Experiment> Read(JsonElement body, string key)
    {
        if (body.ValueKind != JsonValueKind.Object)
            return Invalid(new Problem("", "schema-violated", "An experiment is a JSON object."));

        if (body.TryGetProperty(KeyMember, out var named)
            && (named.ValueKind != JsonValueKind.String || named.GetString() != key))
            return Invalid(new Problem("/key", "key-invalid", "The key of the body is not the one of the path."));

        var experiment = ExperimentDocument.Parse(body.Without(_answerOnly).GetRawText(), out var problems);
        return experiment is not null ? experiment : Invalid([.. problems]);
    }

    /// <summary>The experiment after a merge patch (RFC 7386) of its document.</summary>
    public static Answer<ExperimentChange> Patch(Experiment experiment, JsonElement patch, string key)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            return Invalid(new Problem("", "schema-violated", "A merge patch of an experiment is a JSON object."));

        var merged = MergePatch.Apply(
            JsonObject.Create(Json.Value(ExperimentDocument.Of(experiment)))!, JsonObject.Create(patch)!);
        var read = Read(JsonSerializer.SerializeToElement(merged), key);
        return read.Refusal is { } refusal ? refusal : new PutExperiment(read.Value!);
    }

    public static ExperimentResponse Of(ExperimentView view)
    {
        var (revision, state) = (view.Revision, view.Revision.State);
        var document = JsonNode.Parse(ExperimentDocument.Of(state))!.AsObject();
        var answer = document["experiment"]!.DeepClone().AsObject();
        document.Remove("experiment");
        foreach (var (name, value) in document) answer[name] = value?.DeepClone();
        answer[KeyMember] = view.Key;
        answer["revision"] = revision.Number;
        answer["createdAt"] = view.CreatedAt;
        answer["changedAt"] = revision.At;
        answer["changedBy"] = revision.Authorship.Author;
        answer["published"] = new JsonObject(view.Published.Select(entry =>
            KeyValuePair.Create<string, JsonNode?>(entry.Key, entry.Value)));
        return answer.Deserialize(ProtocolJson.Default.ExperimentResponse)!;
    }

    public static ExperimentRevisionResponse Of(string key, ExperimentRevision revision) => new(
        revision.Number,
        revision.Verb,
        revision.Authorship.Author,
        revision.Authorship.Comment,
        revision.Authorship.OperationId,
        revision.At,
        NameOf(revision.State.Status),
        [.. revision.Diff.Select(Sentences.Of)],
        [.. revision.Diff.Select(difference => new DifferenceItem(
            difference.Path, Json.ValueOrNull(difference.Before), Json.ValueOrNull(difference.After)))],
        Of(key, revision.State.Experiment));

    public static ExperimentListItem Of(ExperimentSummary summary) => new(
        summary.Key,
        summary.Name,
        NameOf(summary.Status),
        summary.Owner,
        summary.Tags,
        summary.Environments,
        summary.Features,
        summary.Layer,
        summary.Revision,
        summary.ChangedAt,
        summary.ChangedBy);

    /// <summary>null: there is no such status.</summary>
    public static ExperimentStatus? StatusOf(string name) =>
        Enum.GetValues<ExperimentStatus>().Cast<ExperimentStatus?>().FirstOrDefault(one => NameOf(one!.Value) == name);

    private static string NameOf(ExperimentStatus status) => status.ToString().ToLowerInvariant();

    private static ExperimentBody Of(string key, Experiment experiment) =>
        JsonSerializer.Deserialize(ExperimentDocument.Of(experiment), ProtocolJson.Default.ExperimentBody)! with
        {
            Key = key,
        };

    private static Refusal Invalid(params Problem[] problems) =>
        new("experiment-invalid", "The body is no experiment; 'problems' says why.") { Problems = [.. problems] };
}
