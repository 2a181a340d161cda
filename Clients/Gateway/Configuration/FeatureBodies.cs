using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Configuration;
using Actors.Foundation;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

/// <summary>How does a feature look over HTTP, and what does a body say that it shall be?</summary>
internal static class FeatureBodies
{
    private const string KeyMember = "key";

    /// <summary>What answers say and requests may repeat, so that an answer can be edited and put back.</summary>
    private static readonly string[] _answerOnly = ["revision", "createdAt", "changedAt", "changedBy", "published"];

    /// <summary>One feature whose key the path says.</summary>
    public static Answer<Feature> Read(JsonElement body, string key)
    {
        var feature = Read(body, "", out var named, out var problems);
        if (named is not null && named != key)
            problems = problems.Add(new("/key", "key-invalid", "The key of the body is not the one of the path."));

        return feature is not null && problems.IsEmpty
            ? feature
            : new Refusal("feature-invalid", "The body is no feature; 'problems' says why.") { Problems = problems };
    }

    /// <summary>One feature of many; <paramref name="key"/> is what it calls itself, null when it does not.</summary>
    /// <param name="path">JSON pointer to <paramref name="body"/>.</param>
    public static Feature? Read(JsonElement body, string path, out string? key, out ImmutableArray<Problem> problems)
    {
        key = null;
        if (body.ValueKind != JsonValueKind.Object)
        {
            problems = [new(path, "feature-invalid", "A feature is a JSON object.")];
            return null;
        }

        if (body.TryGetProperty(KeyMember, out var named))
        {
            key = named.ValueKind == JsonValueKind.String ? named.GetString() : null;
            if (key is null || !Key.IsValid(key))
            {
                FeatureDocument.Read(Bare(body), path, out problems);
                problems = problems.Insert(0, new($"{path}/key", "key-invalid", $"A feature is called by {Key.Form}."));
                return null;
            }
        }

        return FeatureDocument.Read(Bare(body), path, out problems);
    }

    /// <summary>The feature after a merge patch (RFC 7386) of its document.</summary>
    public static Answer<Feature> Patch(Feature feature, JsonElement patch, string key)
    {
        if (patch.ValueKind != JsonValueKind.Object)
            return new Refusal("feature-invalid", "A merge patch of a feature is a JSON object.");

        var merged = MergePatch.Apply(Object(Json.Value(FeatureDocument.Of(feature))), Object(patch));
        return Read(JsonSerializer.SerializeToElement(merged), key);
    }

    public static FeatureResponse Of(FeatureView view)
    {
        var body = Of(view.Key, view.Revision.Feature!);
        return new()
        {
            Key = body.Key,
            Type = body.Type,
            DefaultValue = body.DefaultValue,
            Description = body.Description,
            Owner = body.Owner,
            Tags = body.Tags,
            Schema = body.Schema,
            Archived = body.Archived,
            Environments = body.Environments,
            Revision = view.Revision.Number,
            CreatedAt = view.CreatedAt,
            ChangedAt = view.Revision.At,
            ChangedBy = view.Revision.Authorship.Author,
            Published = view.Published,
        };
    }

    public static FeatureBody Of(string key, Feature feature) => new()
    {
        Key = key,
        Type = NameOf(feature.Type),
        DefaultValue = Json.Value(feature.DefaultValue),
        Description = feature.Description,
        Owner = feature.Owner,
        Tags = feature.Tags,
        Schema = Json.ValueOrNull(feature.Schema),
        Archived = feature.Archived,
        Environments = feature.Environments.ToImmutableSortedDictionary(
            environment => environment.Key,
            environment => new FeatureEnvironmentBody(
                environment.Value.Enabled, [.. environment.Value.Rules.Select(Json.Value)]),
            StringComparer.Ordinal),
    };

    public static FeatureListItem Of(FeatureSummary summary) => new(
        summary.Key,
        NameOf(summary.Type),
        summary.Description,
        summary.Owner,
        summary.Tags,
        summary.Archived,
        summary.EnabledIn,
        summary.Revision,
        summary.ChangedAt,
        summary.ChangedBy);

    public static string NameOf(FeatureType type) => type switch
    {
        FeatureType.Boolean => "boolean",
        FeatureType.String => "string",
        FeatureType.Number => "number",
        FeatureType.Json => "json",
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    private static JsonElement Bare(JsonElement body)
    {
        var bare = Object(body);
        bare.Remove(KeyMember);
        foreach (var member in _answerOnly) bare.Remove(member);
        return bare.Count == body.GetPropertyCount() ? body : JsonSerializer.SerializeToElement(bare);
    }

    private static JsonObject Object(JsonElement value) => JsonObject.Create(value)!;
}
