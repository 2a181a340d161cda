using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>What is an experiment, what became of it, and how far has it been published?</summary>
public sealed record ExperimentResponse : ExperimentBody
{
    /// <summary>"draft", "running", "paused", "stopped" or "archived".</summary>
    public required string Status { get; init; }

    /// <summary>Who gets what since the start; left out before.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RunBody? Run { get; init; }

    /// <summary>Key of the variation that all who were targeted get; left out: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Shipped { get; init; }

    /// <summary>Why it is as it is, when no person decided that; else empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>How far the ramp is; left out: none is under way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RampBody? Ramp { get; init; }

    /// <summary>Its ETag without the quotes.</summary>
    public required long Revision { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required string ChangedBy { get; init; }

    /// <summary>By environment: the version that holds what is published now; null while it is on its way.</summary>
    public required IReadOnlyDictionary<string, long?> Published { get; init; }

    /// <summary>Those that are raised; told when the experiment is read, and left out where none is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AlarmBody>? Alarms { get; init; }
}

/// <summary>Who gets what since an experiment was started?</summary>
/// <param name="Phase">Moves by one when subjects are drawn anew.</param>
/// <param name="Ranges">By index of the variation: slots from (inclusive) to (exclusive), of 10,000.</param>
/// <param name="Filters">Through all of these a subject must pass.</param>
/// <param name="Past">The phases before this one, from the first.</param>
/// <param name="IsReallocated">Whether somebody may have been exposed to another variation in this phase.</param>
/// <param name="SplitSince">When the weights were changed in this phase; left out or null: never.</param>
public sealed record RunBody(
    int Phase,
    string Seed,
    IReadOnlyList<SlotRangeBody> Ranges,
    IReadOnlyList<LayerFilterBody> Filters,
    DateTimeOffset StartedAt,
    DateTimeOffset PhaseStartedAt,
    DateTimeOffset? StoppedAt = null,
    bool IsReallocated = false,
    IReadOnlyList<PastPhaseBody>? Past = null,
    DateTimeOffset? SplitSince = null);

/// <summary>A phase whose data is kept apart from what came after it.</summary>
public sealed record PastPhaseBody(int Phase, DateTimeOffset StartedAt, DateTimeOffset StoppedAt);

/// <param name="Variation">Index among the variations.</param>
public sealed record SlotRangeBody(int Variation, int From, int To);

/// <summary>Which subjects of a layer may take part?</summary>
public sealed record LayerFilterBody(string Layer, string Seed, string Attribute, IReadOnlyList<SlotSpanBody> Spans);

/// <summary>Slots from (inclusive) to (exclusive), of 10,000.</summary>
public sealed record SlotSpanBody(int From, int To);

/// <summary>How far is a ramp?</summary>
/// <param name="Step">Index of the present step.</param>
/// <param name="Held">Why it goes no further until an operator says so; empty: it goes on.</param>
public sealed record RampBody(int Step, DateTimeOffset Since, bool Powered = false, string Held = "");

/// <summary>Which experiments match?</summary>
/// <param name="Total">How many match over all pages.</param>
/// <param name="Next">Give this as "after" for the next page; null: this was the last.</param>
public sealed record ExperimentList(IReadOnlyList<ExperimentListItem> Experiments, int Total, string? Next);

/// <summary>What does a list of experiments show of each?</summary>
public sealed record ExperimentListItem(
    string Key,
    string Name,
    string Status,
    string Owner,
    IReadOnlyList<string> Tags,
    IReadOnlyList<string> Environments,
    IReadOnlyList<string> Features,
    string? Layer,
    long Revision,
    DateTimeOffset ChangedAt,
    string ChangedBy);

/// <summary>What shall a stopped experiment ship?</summary>
/// <param name="Ship">Key of a variation; null or left out: nothing.</param>
public sealed record StopRequest(string? Ship = null);

/// <summary>Who changed an experiment, when, why, how, and what was it afterwards?</summary>
/// <param name="Verb">created, changed, started, paused, resumed, stopped, archived, unarchived, restored, …</param>
/// <param name="Changes">What is different from the revision before, one sentence each.</param>
/// <param name="Diff">The same for programs.</param>
public sealed record ExperimentRevisionResponse(
    long Revision,
    string Verb,
    string Author,
    string Comment,
    string OperationId,
    DateTimeOffset At,
    string Status,
    IReadOnlyList<string> Changes,
    IReadOnlyList<DifferenceItem> Diff,
    ExperimentBody Experiment);

/// <summary>Which revisions has an experiment had?</summary>
/// <param name="Revisions">Newest first.</param>
/// <param name="Next">Give this as "before" for older ones; null: there are none.</param>
public sealed record ExperimentRevisions(IReadOnlyList<ExperimentRevisionResponse> Revisions, long? Next);
