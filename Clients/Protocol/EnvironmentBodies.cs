using System.Text.Json;

namespace Actors.Protocol;

/// <summary>What shall an environment permit? What is left out stays as it is.</summary>
/// <param name="ClientKeysMayFetchRules">
/// Whether client keys, which are public, may fetch the payload, which holds the rules. Not unless this says so.
/// </param>
public sealed record EnvironmentRequest(bool? ClientKeysMayFetchRules = null);

/// <summary>What does an environment publish now?</summary>
/// <param name="Version">Of its ruleset; 0 before anything was published.</param>
/// <param name="ContentHash">SHA-256 of the payload, 64 hex digits; "" before anything was published.</param>
/// <param name="ClientKeysMayFetchRules">As in <see cref="EnvironmentRequest"/>.</param>
public sealed record EnvironmentResponse(
    string Name,
    long Version,
    DateTimeOffset? PublishedAt,
    string ContentHash,
    bool ClientKeysMayFetchRules = false);

/// <summary>Which environments has a project?</summary>
public sealed record EnvironmentList(IReadOnlyList<EnvironmentResponse> Environments);

/// <summary>Which gateway serves which version of an environment?</summary>
/// <param name="Version">The newest.</param>
public sealed record PropagationResponse(
    long Version, DateTimeOffset? PublishedAt, string ContentHash, IReadOnlyList<GatewayItem> Gateways);

/// <summary>How far has one gateway followed?</summary>
/// <param name="Version">The newest that it has acknowledged.</param>
/// <param name="Behind">Whether a newer version exists.</param>
/// <param name="LagMilliseconds">
/// From the decision of its version to its acknowledgement; for a gateway that is behind, how long it has been so.
/// </param>
public sealed record GatewayItem(
    string Name,
    string Region,
    string Zone,
    long Version,
    bool Behind,
    double LagMilliseconds,
    DateTimeOffset LastContact);

/// <summary>What has an environment published?</summary>
/// <param name="Features">By key; archived features are not published.</param>
/// <param name="SavedGroups">By id.</param>
public sealed record RulesetResponse(
    long Version,
    DateTimeOffset? PublishedAt,
    string ContentHash,
    IReadOnlyDictionary<string, PublishedFeatureItem> Features,
    IReadOnlyDictionary<string, PublishedGroupItem> SavedGroups);

/// <summary>What do gateways know of one feature?</summary>
/// <param name="Definition">In the GrowthBook dialect: defaultValue and rules.</param>
public sealed record PublishedFeatureItem(long Revision, bool Enabled, JsonElement Definition);

/// <summary>What do gateways know of one saved group?</summary>
/// <param name="Values">An array of texts and numbers.</param>
public sealed record PublishedGroupItem(long Revision, JsonElement Values);

/// <summary>Whose rules shall an environment take over?</summary>
/// <param name="From">Name of another environment of the project.</param>
public sealed record CopyRequest(string From);
