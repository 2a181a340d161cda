using System.Text.Json;

namespace Actors.Protocol.Ofrep;

/// <summary>Who asks? OFREP 0.3.</summary>
/// <param name="Context">
/// The subject's attributes, any JSON; "targetingKey" names the subject and stands in for the attribute "id".
/// </param>
public sealed record OfrepRequest(IReadOnlyDictionary<string, JsonElement>? Context);

/// <summary>What does the subject get of one feature?</summary>
/// <param name="Key">The feature's.</param>
/// <param name="Reason">STATIC, TARGETING_MATCH, SPLIT, DEFAULT, DISABLED or UNKNOWN.</param>
/// <param name="Value">Any JSON of the feature's type; left out: use the default in your code.</param>
/// <param name="Metadata">"version" of the ruleset, and "stale": true when it may be out of date.</param>
public sealed record OfrepEvaluation(
    string Key, string Reason, JsonElement? Value, IReadOnlyDictionary<string, JsonElement>? Metadata);

/// <summary>What does the subject get of every feature?</summary>
/// <param name="Flags">By key, ordinal.</param>
/// <param name="Metadata">As in <see cref="OfrepEvaluation"/>.</param>
public sealed record OfrepBulkEvaluation(
    IReadOnlyList<OfrepEvaluation> Flags, IReadOnlyDictionary<string, JsonElement>? Metadata);

/// <summary>Why is there no answer? OFREP's members, and beside them those of RFC 9457.</summary>
/// <param name="Key">The feature asked for; only where one was.</param>
/// <param name="ErrorCode">PARSE_ERROR, INVALID_CONTEXT, TARGETING_KEY_MISSING, FLAG_NOT_FOUND or GENERAL.</param>
/// <param name="ErrorDetails">One sentence for people.</param>
/// <param name="Type">"urn:actors:problem:" and a stable code, for example "urn:actors:problem:flag-not-found".</param>
/// <param name="Title">For people; the same for every problem of the type.</param>
/// <param name="Status">HTTP.</param>
/// <param name="Detail">One sentence about this request, or nothing.</param>
public sealed record OfrepFailure(
    string? Key, string ErrorCode, string? ErrorDetails, string Type, string Title, int Status, string? Detail);
