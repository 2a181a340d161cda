using System.Globalization;
using System.Text.Json.Serialization;

namespace Actors.Experiments;

/// <summary>What can be wrong with a running experiment that nobody may overlook?</summary>
public enum AlarmKind
{
    /// <summary>Subjects are not split as planned: no result can be trusted.</summary>
    [JsonStringEnumMemberName("sample-ratio")] SampleRatio = 0,

    /// <summary>Clients report other variations than the server computes.</summary>
    [JsonStringEnumMemberName("drift")] Drift = 1,
}

/// <summary>Which alarm? At a time there is one of a kind for an experiment in an environment.</summary>
[GenerateSerializer, Immutable, Alias("alarm-id")]
public readonly record struct AlarmId(
    [property: Id(0)] string Experiment, [property: Id(1)] string Environment, [property: Id(2)] AlarmKind Kind);

/// <summary>What is wrong, since when, and why?</summary>
[GenerateSerializer, Immutable, Alias("alarm")]
public sealed record Alarm
{
    [Id(0)] public required AlarmId Id { get; init; }

    /// <summary>Counts the alarms of the project, from 1.</summary>
    [Id(1)] public required long Number { get; init; }

    [Id(2)] public required DateTimeOffset RaisedAt { get; init; }

    /// <summary>The figures when it was raised, or when its cause was last found to be another one.</summary>
    [Id(3)] public required string Detail { get; init; }

    /// <summary>The likeliest cause, such as "platform ios"; empty: none stands out.</summary>
    [Id(4)] public string Cause { get; init; } = "";

    /// <summary>When <see cref="Detail"/> was written.</summary>
    [Id(5)] public DateTimeOffset ExplainedAt { get; init; }

    /// <summary>null: it is raised.</summary>
    [Id(6)] public DateTimeOffset? ClearedAt { get; init; }

    /// <summary>Why it was cleared; empty while it is raised.</summary>
    [Id(7)] public string ClearedBecause { get; init; } = "";

    /// <summary>One sentence for people.</summary>
    public string Reason => string.Create(
        CultureInfo.InvariantCulture,
        $"{Title} in {Id.Environment} since {RaisedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC: {Detail}.");

    private string Title => Id.Kind is AlarmKind.SampleRatio ? "Sample ratio mismatch" : "Assignment drift";
}
