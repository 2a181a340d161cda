using System.Collections.Immutable;

namespace Actors.Measurement;

/// <summary>What kind of thing has happened?</summary>
[GenerateSerializer, Alias("event-kind")]
public enum EventKind
{
    /// <summary>Something that metrics count.</summary>
    Metric = 0,

    /// <summary>A subject has seen a variation.</summary>
    Exposure = 1,
}

/// <summary>What has happened to whom, and when? As the log keeps it.</summary>
[GenerateSerializer, Immutable, Alias("measured-event")]
public sealed record MeasuredEvent
{
    /// <summary>The client's; unique for a subject in an environment.</summary>
    [Id(0)] public required string Id { get; init; }

    [Id(1)] public EventKind Kind { get; init; }

    /// <summary>Of the metric's event, for example "purchase"; of an exposure, the experiment.</summary>
    [Id(2)] public required string Key { get; init; }

    [Id(3)] public required SubjectId Subject { get; init; }

    /// <summary>When it happened, UTC, to the microsecond: as precise as the log.</summary>
    [Id(4)] public DateTimeOffset At { get; init; }

    /// <summary>In millionths.</summary>
    [Id(5)] public long Value { get; init; }

    /// <summary>How often it happened, 0 to 1,000,000.</summary>
    [Id(6)] public long Count { get; init; }

    /// <summary>Of an exposure; else null.</summary>
    [Id(7)] public Exposure? Exposure { get; init; }

    /// <summary>A JSON object as it was sent, or null.</summary>
    [Id(8)] public string? Properties { get; init; }

    /// <summary>
    /// Equal for what was sent alike. A time that the client did not name is none of it: a repetition comes later.
    /// </summary>
    [Id(9)] public long Content { get; init; }

    /// <summary>Where the index of the log finds the event: the subject first, then the id.</summary>
    public long Place => (long)(((ulong)Subject.Place << 32) | (uint)EventContent.HashOf(Id));
}

/// <summary>What has the subject seen, and who says so?</summary>
/// <param name="Variation">Its key.</param>
/// <param name="Phase">Of the experiment; null: the one that ran at the time.</param>
/// <param name="RulesetVersion">The version that decided; null: not said.</param>
/// <param name="Sdk">Its name, for example "js"; null: not said.</param>
/// <param name="Dimensions">By name, ordinal, for example country and platform.</param>
[GenerateSerializer, Immutable, Alias("exposure")]
public sealed record Exposure(
    [property: Id(0)] string Variation,
    [property: Id(1)] string? Phase,
    [property: Id(2)] long? RulesetVersion,
    [property: Id(3)] string? Sdk,
    [property: Id(4)] string? SdkVersion,
    [property: Id(5)] ImmutableArray<Dimension> Dimensions)
{
    /// <summary>Name and version of the SDK, for example "js 1.8.0"; "": not said.</summary>
    public string Client => SdkVersion is null ? Sdk ?? "" : $"{Sdk} {SdkVersion}".TrimStart();
}

/// <summary>One property of a subject by which results are split, for example country: CH.</summary>
[GenerateSerializer, Immutable, Alias("dimension")]
public readonly record struct Dimension([property: Id(0)] string Name, [property: Id(1)] string Value);
