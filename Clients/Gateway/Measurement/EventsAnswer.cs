using System.Text.Json;
using Actors.Contracts.Measurement;
using Actors.Gateway.Protection;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>What is a client told of its events? How many of each, and why some are not simply accepted.</summary>
internal static class EventsAnswer
{
    public static Task Send(HttpResponse response, EventReading[] events, EventOutcome[] outcomes)
    {
        response.ContentType = "application/json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        using var buffer = PooledJson.Rent();
        Write(buffer.Writer, events, outcomes);
        return buffer.Send(response);
    }

    private static void Write(Utf8JsonWriter json, EventReading[] events, EventOutcome[] outcomes)
    {
        int accepted = 0, duplicates = 0;
        json.WriteStartObject();
        json.WriteStartArray("events");
        for (var index = 0; index < events.Length; index++)
        {
            var (status, code, detail) = Told(events[index], outcomes[index]);
            accepted += status == "accepted" ? 1 : 0;
            duplicates += status == "duplicate" ? 1 : 0;
            if (status != "accepted" || code is not null) Write(json, index, events[index].Id, status, code, detail);
        }

        json.WriteEndArray();
        json.WriteNumber("accepted", accepted);
        json.WriteNumber("duplicates", duplicates);
        json.WriteNumber("refused", events.Length - accepted - duplicates);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, int index, string? id, string status, string? code, string? detail)
    {
        json.WriteStartObject();
        json.WriteNumber("index", index);
        if (id is not null) json.WriteString("id", id);
        json.WriteString("status", status);
        if (code is not null) json.WriteString("code", code);
        if (detail is not null) json.WriteString("detail", detail);
        json.WriteEndObject();
    }

    private static (string Status, string? Code, string? Detail) Told(EventReading reading, EventOutcome outcome) =>
        reading.Refusal is { } refusal ? ("refused", refusal.Code, refusal.Message)
        : outcome switch
        {
            EventOutcome.Duplicate => ("duplicate", null, null),
            EventOutcome.IdReused => ("refused", "id-reused", "Another event of this subject has this id."),
            EventOutcome.NotMeasured => (
                "accepted", "experiment-unknown", "It is kept, and counts once an experiment of this key is measured."),
            _ => ("accepted", null, null),
        };
}
