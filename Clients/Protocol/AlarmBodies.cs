using System.Text.Json.Serialization;

namespace Actors.Protocol;

/// <summary>What is wrong with an experiment, since when, and why?</summary>
/// <param name="Number">Counts the alarms of the project.</param>
/// <param name="Kind">"sample-ratio" or "drift".</param>
/// <param name="Reason">For a person, with the figures when it was raised.</param>
/// <param name="Cause">The likeliest, such as "platform ios"; empty: none stands out.</param>
/// <param name="ClearedAt">Left out while it is raised.</param>
/// <param name="ClearedBecause">Left out while it is raised.</param>
public sealed record AlarmBody(
    long Number,
    string Kind,
    string Experiment,
    string Environment,
    DateTimeOffset RaisedAt,
    string Reason,
    string Cause,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? ClearedAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClearedBecause = null);

/// <summary>Which alarms has a project?</summary>
/// <param name="Alarms">Those that are raised, the oldest first; then those that were cleared, the last first.</param>
/// <param name="Revision">Moves whenever an alarm is raised, explained otherwise or cleared.</param>
public sealed record AlarmList(IReadOnlyList<AlarmBody> Alarms, long Revision);
