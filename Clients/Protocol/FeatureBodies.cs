using System.Text.Json;

namespace Actors.Protocol;

/// <summary>What shall a feature be?</summary>
/// <remarks>
/// Documents the form; the core reads it, since it knows what the members mean. What only answers hold (revision and so
/// on) is ignored in a request, so that an answer can be edited and put back.
/// </remarks>
public record FeatureBody
{
    /// <summary>1 to 128 of a-z, 0-9, '.', '_', '-'. May be left out where the path says it.</summary>
    public string? Key { get; init; }

    /// <summary>"boolean", "string", "number" or "json".</summary>
    public required string Type { get; init; }

    /// <summary>Answered when no rule applies; of the feature's type.</summary>
    public required JsonElement DefaultValue { get; init; }

    public string Description { get; init; } = "";

    public string Owner { get; init; } = "";

    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>A JSON schema that every value of the feature must satisfy.</summary>
    public JsonElement? Schema { get; init; }

    /// <summary>An archived feature keeps its history and is published nowhere.</summary>
    public bool Archived { get; init; }

    /// <summary>By environment; the feature is off where it is not named.</summary>
    public IReadOnlyDictionary<string, FeatureEnvironmentBody> Environments { get; init; } =
        new Dictionary<string, FeatureEnvironmentBody>();
}

/// <summary>What shall become different in a feature? A merge patch (RFC 7386) of its document.</summary>
/// <remarks>Documents the form: members left out stay, null removes, objects are merged, arrays replaced.</remarks>
public sealed record FeaturePatch
{
    public string? Type { get; init; }

    public JsonElement? DefaultValue { get; init; }

    public string? Description { get; init; }

    public string? Owner { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public JsonElement? Schema { get; init; }

    public bool? Archived { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Environments { get; init; }
}

/// <summary>What does one environment do with a feature?</summary>
/// <param name="Enabled">When false, callers are told to use the default in their code.</param>
/// <param name="Rules">In order, each a rule object of the GrowthBook dialect.</param>
public sealed record FeatureEnvironmentBody(bool Enabled, IReadOnlyList<JsonElement> Rules);

/// <summary>What is a feature, and how far has it been published?</summary>
public sealed record FeatureResponse : FeatureBody
{
    /// <summary>Its ETag without the quotes.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>By environment: the version that holds the last change; null while it is on its way.</summary>
    public required IReadOnlyDictionary<string, long?> Published { get; init; }
}

/// <summary>Which features match?</summary>
/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Give this as "after" for the next page; null: this was the last.</param>
public sealed record FeatureList(IReadOnlyList<FeatureListItem> Features, int Total, string? Next);

/// <summary>What does a list of features show of each?</summary>
/// <param name="EnabledIn">Names of the environments in which it is enabled.</param>
public sealed record FeatureListItem(
    string Key,
    string Type,
    string Description,
    string Owner,
    IReadOnlyList<string> Tags,
    bool Archived,
    IReadOnlyList<string> EnabledIn,
    long Revision,
    DateTimeOffset ChangedAt,
    string ChangedBy);
