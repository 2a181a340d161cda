using System.Text;
using static Actors.Gateway.Tests.Hostile.HostileRequest;

namespace Actors.Gateway.Tests.Hostile;

/// <summary>What may be wrong with events? None of these reaches an actor.</summary>
internal static class EventsTable
{
    private const string Events = "/v1/events";

    // Refused by itself: the request is answered all the same.
    private const string Bad = """{"type":"metric","id":"e","subject":"u","key":"buy","value":NaN}""";

    public static IEnumerable<HostileRequest> Requests =>
    [
        Of("events without a key", Events, 401, "sdk-key-missing", body: Json("[]"), authorized: false),
        Of("events with a strange key", Events, 401, "sdk-key-unknown", headers: "X-API-Key: nobody\r\n",
            body: Json("[]"), authorized: false),
        Of("events by GET", Events, 405, "method-not-allowed", "GET"),
        Of("events from another page", Events, 403, "origin-not-allowed",
            headers: "Origin: https://evil.example\r\n", body: Json("[]")),
        Of("no events at all", Events, 400, "parse-error"),
        Of("events that are a number", Events, 400, "parse-error", body: Json("17")),
        Of("events that never end", Events, 400, "parse-error", body: Json("[{\"type\":\"metric\"}")),
        Of("1,001 events", Events, 413, "too-many-events",
            body: Json($"[{string.Join(',', Enumerable.Repeat(Bad, 1001))}]")),
        Of("1,001 lines", Events, 413, "too-many-events", headers: "Content-Type: application/x-ndjson\r\n",
            body: Json(string.Join('\n', Enumerable.Repeat(Bad, 1001)))),
        Of("10 MB of events", Events, 413, "body-too-large", body: new byte[10 << 20]),
        Of("packed events", Events, 415, "unsupported-content-encoding", headers: "Content-Encoding: gzip\r\n",
            body: Json("[]")),
        Of("no event in a list", Events, 200, null, body: Json("[]")),
        Of("an event that is NaN", Events, 200, null, body: Json(Bad)),
        Of("an event of a million brackets", Events, 200, null,
            body: Json($"[{new string('[', 400_000)}{new string(']', 400_000)}]")),
        Of("events of zeros", Events, 400, "parse-error", body: new byte[1000]),
        Of("events that are no UTF-8", Events, 200, null, body: [.. "[\""u8, 0xFF, 0xC0, .. "\"]"u8]),
        Of("events under a strange label", Events, 200, null, headers: "Content-Type: text/plain\r\n",
            body: Json(Bad)),
    ];

    private static byte[] Json(string text) => Encoding.UTF8.GetBytes(text);
}
