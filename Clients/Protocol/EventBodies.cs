using System.Text.Json;

namespace Actors.Protocol;

/// <summary>What has happened? At most 1,000 events; an array of them, one alone, or lines will do as well.</summary>
public sealed record EventsBody(IReadOnlyList<EventBody> Events);

/// <summary>One event: an exposure, or something that metrics count.</summary>
public sealed record EventBody
{
    /// <summary>"exposure" or "metric".</summary>
    public required string Type { get; init; }

    /// <summary>Unique for the subject, 1 to 128 characters. Who sends an event again sends the same id.</summary>
    public required JsonElement Id { get; init; }

    /// <summary>{"attribute":"id","value":"u-1"}, or only the value: then the attribute is "id".</summary>
    public required JsonElement Subject { get; init; }

    /// <summary>When it happened: RFC 3339, or milliseconds since 1970; left out: now. At most 30 days ago.</summary>
    public JsonElement? Time { get; init; }

    /// <summary>Of a metric event: what happened, for example "purchase".</summary>
    public string? Key { get; init; }

    /// <summary>Of a metric event: -1e12 to 1e12, kept to a millionth; 1 when left out.</summary>
    public double? Value { get; init; }

    /// <summary>Of a metric event: how often it happened, 0 to 1,000,000; 1 when left out.</summary>
    public long? Count { get; init; }

    /// <summary>Of an exposure: the experiment's key.</summary>
    public string? Experiment { get; init; }

    /// <summary>Of an exposure: the key of the variation that was seen.</summary>
    public JsonElement? Variation { get; init; }

    /// <summary>Of an exposure: the experiment's phase; left out: the one that ran at the time.</summary>
    public JsonElement? Phase { get; init; }

    /// <summary>Of an exposure: the version of the rules that decided.</summary>
    public long? RulesetVersion { get; init; }

    /// <summary>Of an exposure: the name of the SDK.</summary>
    public string? Sdk { get; init; }

    public string? SdkVersion { get; init; }

    /// <summary>Of an exposure: at most 16, by which results can be split, for example country and platform.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Dimensions { get; init; }

    /// <summary>An object of at most 4 KB, kept as it is.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Properties { get; init; }
}

/// <summary>What became of the events?</summary>
/// <param name="Events">Those that were not simply accepted, by index.</param>
/// <param name="Duplicates">Were there already, from an earlier request or in this one; they count once.</param>
public sealed record EventsResponse(
    IReadOnlyList<EventResult> Events, int Accepted, int Duplicates, int Refused);

/// <summary>What became of one event?</summary>
/// <param name="Index">Of the event in the request, from 0.</param>
/// <param name="Status">"accepted", "duplicate" or "refused".</param>
/// <param name="Code">
/// Stable: why it was refused, for example "value-range"; "experiment-unknown" when it is kept but does not count yet.
/// </param>
public sealed record EventResult(int Index, string? Id, string Status, string? Code, string? Detail);
