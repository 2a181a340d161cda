using System.Text.Json;

namespace Actors.Protocol;

/// <summary>What of an experiment shall be tried on the subjects that gateways saw lately?</summary>
/// <param name="Environment">Left out: the first of the experiment's.</param>
/// <param name="Change">
/// "start", "reallocate", "grow", "pause", "resume" or "stop"; left out: "start" of a draft, else "reallocate".
/// </param>
/// <param name="Experiment">A merge patch (RFC 7386) of the experiment's document, put upon it first.</param>
/// <param name="Way">Of "reallocate": "least-movement" (when left out), "sticky" or "re-randomise".</param>
/// <param name="WeightsBasisPoints">Of "reallocate"; as they are when left out.</param>
/// <param name="CoverageBasisPoints">Of "reallocate"; as it is when left out.</param>
/// <param name="Slots">Of "grow": of the layer, in all.</param>
/// <param name="Ship">Of "stop": key of a variation; left out: nothing.</param>
public sealed record WhatIfRequest(
    string? Environment = null,
    string? Change = null,
    JsonElement? Experiment = null,
    string? Way = null,
    IReadOnlyList<int>? WeightsBasisPoints = null,
    int? CoverageBasisPoints = null,
    int? Slots = null,
    string? Ship = null);

/// <summary>What would happen to the subjects that gateways saw lately?</summary>
/// <param name="Version">Of the ruleset that is served now, upon which the change is put.</param>
/// <param name="Change">What was tried.</param>
/// <param name="Reason">One or two sentences for a person; says so when nobody was seen.</param>
/// <param name="Moved">If nothing is remembered of anybody.</param>
/// <param name="MovedExposed">If all who take part now were exposed.</param>
/// <param name="Flows">Who gets what before and after.</param>
/// <param name="Segments">By country, then by platform, the largest first.</param>
/// <param name="Others">What becomes of other experiments in the same features; only those in which somebody
/// moves.</param>
/// <param name="Split">Whether the planned split would show a sample ratio mismatch; null: nothing is split.</param>
/// <param name="NotKept">Attributes that rules ask for and that were cleaned away: there it may come otherwise.</param>
public sealed record WhatIfResponse(
    string Environment,
    long Version,
    string Change,
    string Reason,
    PopulationBody Population,
    ShiftBody Moved,
    ShiftBody MovedExposed,
    IReadOnlyList<FlowBody> Flows,
    IReadOnlyList<ShiftSegmentBody> Segments,
    IReadOnlyList<OtherExperimentBody> Others,
    PlannedSplitBody? Split,
    IReadOnlyList<NotKeptBody> NotKept);

/// <summary>Of whom does an answer speak?</summary>
/// <param name="Subjects">Who was asked about: a uniform sample of all who were seen.</param>
/// <param name="Estimated">How many distinct subjects were seen; exact up to 2,000, then to about 2 %.</param>
/// <param name="From">Since when.</param>
/// <param name="To">Until when.</param>
/// <param name="Scale">How many subjects one of the sample stands for; 0: nobody was seen.</param>
public sealed record PopulationBody(
    int Subjects, long Estimated, DateTimeOffset From, DateTimeOffset To, double Scale);

/// <summary>How many subjects does a change move, of the sample and estimated of all?</summary>
public sealed record ShiftBody(ShiftCountsBody Sampled, ShiftCountsBody Estimated);

/// <param name="Before">Who takes part before.</param>
/// <param name="After">Who takes part after.</param>
/// <param name="Moved">The next three together.</param>
/// <param name="Changing">Some value that they get becomes another one, whatever the reason.</param>
public sealed record ShiftCountsBody(
    long Subjects,
    long Before,
    long After,
    long Moved,
    long Entering,
    long Leaving,
    long Switching,
    long Changing);

/// <summary>How many get one thing before and another after?</summary>
/// <param name="Before">Key of a variation; null: they take no part.</param>
public sealed record FlowBody(string? Before, string? After, int Sampled, long Estimated);

/// <param name="Dimension">"country" or "platform".</param>
/// <param name="Value">Empty: they named none; null: all other values together.</param>
public sealed record ShiftSegmentBody(string Dimension, string? Value, ShiftCountsBody Sampled);

/// <summary>What becomes of another experiment's subjects?</summary>
public sealed record OtherExperimentBody(string Experiment, int Entering, int Leaving, int Switching);

/// <summary>Would the planned split show a sample ratio mismatch?</summary>
/// <param name="PValue">Of the chi-square test over the sample, each value of the hash attribute counted once.</param>
public sealed record PlannedSplitBody(
    bool IsMismatch, double PValue, string Reason, IReadOnlyList<PlannedVariationBody> Variations);

/// <param name="Planned">Its share of those who take part, 0 to 1.</param>
public sealed record PlannedVariationBody(string Variation, int Sampled, double Planned);

/// <param name="Subjects">Of how many of the sample.</param>
public sealed record NotKeptBody(string Attribute, int Subjects);
