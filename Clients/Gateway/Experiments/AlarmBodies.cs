using System.Text.Json;
using Actors.Experiments;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

/// <summary>How do alarms look over HTTP?</summary>
internal static class AlarmBodies
{
    public static AlarmBody Of(Alarm alarm) => new(
        alarm.Number,
        JsonNamingPolicy.KebabCaseLower.ConvertName(alarm.Id.Kind.ToString()),
        alarm.Id.Experiment,
        alarm.Id.Environment,
        alarm.RaisedAt,
        alarm.Reason,
        alarm.Cause,
        alarm.ClearedAt,
        alarm.ClearedAt is null ? null : alarm.ClearedBecause);
}
