using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>To which revision shall a feature return?</summary>
/// <param name="Comment">Why; goes before the one of the header. At most 1,000 characters.</param>
public sealed record RevertRequest(long Revision, string? Comment = null);

/// <summary>Who changed a feature, when, why, how, and what was it afterwards?</summary>
/// <param name="Verb">created, changed, archived, unarchived, deleted, reverted or copied.</param>
/// <param name="Diff">What is different from the revision before.</param>
/// <param name="Feature">null when it was deleted.</param>
public sealed record RevisionResponse(
    long Revision,
    string Verb,
    string Author,
    string Comment,
    string OperationId,
    DateTimeOffset At,
    IReadOnlyList<DifferenceItem> Diff,
    FeatureBody? Feature);

/// <summary>Which revisions has a feature had?</summary>
/// <param name="Revisions">Newest first.</param>
/// <param name="Next">Give this as "before" for older ones; null: there are none.</param>
public sealed record HistoryResponse(IReadOnlyList<RevisionResponse> Revisions, long? Next);

/// <summary>What became different between two revisions?</summary>
public sealed record DiffResponse(long From, long To, IReadOnlyList<DifferenceItem> Diff);

/// <summary>One place where two documents differ.</summary>
/// <param name="Path">JSON pointer (RFC 6901).</param>
/// <param name="Before">Left out when there was nothing.</param>
/// <param name="After">Left out when there is nothing any more.</param>
public sealed record DifferenceItem(
    string Path,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? Before = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] JsonElement? After = null);
