using System.Text.Json;

namespace Actors.Protocol;

/// <summary>Which variation of an experiment shall one subject get?</summary>
/// <param name="Variation">Its key.</param>
/// <param name="ExpiresAt">From when on it no longer counts; null: until it is removed.</param>
public sealed record VariationOverrideBody(string Variation, DateTimeOffset? ExpiresAt = null);

/// <summary>Which value of a feature shall one subject get?</summary>
/// <param name="Value">Of the feature's type.</param>
/// <param name="ExpiresAt">From when on it no longer counts; null: until it is removed.</param>
public sealed record ValueOverrideBody(JsonElement Value, DateTimeOffset? ExpiresAt = null);

/// <summary>What is kept of one subject, and what does it get now, and why?</summary>
/// <param name="Attribute">By which the subject is known.</param>
/// <param name="Value">The attribute's text.</param>
/// <param name="Timeline">The newest first, at most 100.</param>
/// <param name="RulesetVersion">Of <paramref name="Present"/>.</param>
/// <param name="Present">What an experiment or an override decides now, and whatever was asked for by name.</param>
public sealed record UserResponse(
    string Attribute,
    string Value,
    long Revision,
    IReadOnlyList<OverrideItem> Overrides,
    IReadOnlyList<AssignmentItem> Assignments,
    IReadOnlyList<ExposureItem> Exposures,
    IReadOnlyList<TimelineItem> Timeline,
    long RulesetVersion,
    IReadOnlyList<ExplanationItem> Present);

/// <summary>What would a subject have got then, and why?</summary>
/// <param name="At">What was kept of the subject by then counts, as far as it is kept still.</param>
/// <param name="Version">Of the ruleset that was asked.</param>
/// <param name="Features">What an experiment or an override decided, or whatever was asked for by name.</param>
public sealed record ReplayResponse(
    string Attribute,
    string Value,
    DateTimeOffset At,
    long Version,
    DateTimeOffset PublishedAt,
    IReadOnlyList<ExplanationItem> Features);

/// <summary>What has an operator decided? Of an experiment a variation, of a feature a value.</summary>
/// <param name="Reason">The comment with which it was written.</param>
public sealed record OverrideItem(
    string? Experiment,
    string? Variation,
    string? Feature,
    JsonElement? Value,
    string Author,
    string Reason,
    DateTimeOffset At,
    DateTimeOffset? ExpiresAt);

/// <summary>Which variation is given again as long as the phase lasts?</summary>
/// <param name="RulesetVersion">Under which it was given first.</param>
public sealed record AssignmentItem(
    string Experiment, int Phase, string Variation, DateTimeOffset At, long RulesetVersion);

/// <summary>When was a variation first and last met, and under which rulesets?</summary>
public sealed record ExposureItem(
    string Experiment,
    int Phase,
    string Variation,
    DateTimeOffset FirstAt,
    long FirstVersion,
    DateTimeOffset LastAt,
    long LastVersion);

/// <summary>What happened to a subject?</summary>
/// <param name="Kind">exposure or conversion.</param>
/// <param name="Key">Of the experiment or the metric.</param>
/// <param name="Detail">The variation's key, or the value.</param>
public sealed record TimelineItem(DateTimeOffset At, string Kind, string Key, string Detail);

/// <summary>What does a subject get of one feature, and why?</summary>
/// <param name="Value">Null when there is none: the default in the code holds.</param>
/// <param name="Reason">As OFREP says it.</param>
/// <param name="Rules">Every rule tried, in order; what is behind the deciding one was not.</param>
public sealed record ExplanationItem(
    string Feature,
    JsonElement? Value,
    string Reason,
    string? Experiment,
    string? Variation,
    IReadOnlyList<RuleExplanationItem> Rules);

/// <summary>Why did a rule decide, or not?</summary>
/// <param name="Index">From 0.</param>
/// <param name="Checks">In order; the last one failed when the rule did not decide.</param>
public sealed record RuleExplanationItem(int Index, string? Id, bool Decided, IReadOnlyList<CheckItem> Checks);

/// <summary>Which check was made?</summary>
/// <param name="Detail">One sentence.</param>
/// <param name="Bucket">Where the subject falls, 0 to 1; null where none was drawn.</param>
public sealed record CheckItem(string Check, bool Passed, string Detail, double? Bucket, string? HashAttribute);

/// <summary>What was erased of a subject, and is it gone?</summary>
/// <param name="Events">Of the event log.</param>
/// <param name="IsGone">Storage and event log were read again and held nothing; false: repeat the request.</param>
public sealed record ErasureResponse(
    int Assignments, int Overrides, int Exposures, int TimelineEntries, int Events, bool IsGone);
