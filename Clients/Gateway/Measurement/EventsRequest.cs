using System.Buffers;
using Actors.Gateway.Protection;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>What does the body of a request say, event by event, or what is wrong with it as a whole?</summary>
internal readonly record struct EventsRequest(EventReading[] Events, ProblemKind? Problem, string? Detail)
{
    private const string Form = "The body must be an array of events, {\"events\":[…]}, one event, or lines of them.";

    private static readonly SearchValues<string> _lines =
        SearchValues.Create(["ndjson", "jsonl", "json-lines"], StringComparison.OrdinalIgnoreCase);

    [ThreadStatic]
    private static List<Range>? _ranges;

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>Whether the client says that each line of the body is an event.</summary>
    public static bool IsLines(string? contentType) => contentType.AsSpan().ContainsAny(_lines);

    public static EventsRequest Read(ReadOnlySpan<byte> body, bool isLines, DateTimeOffset now)
    {
        if (body.StartsWith(ByteOrderMark)) body = body[ByteOrderMark.Length..];
        var ranges = _ranges ??= [];
        if (!EventBatch.TrySplit(body, isLines, ranges)) return new([], ProblemKind.ParseError, Form);
        if (ranges.Count > EventLimits.MaxEvents)
        {
            return new([], ProblemKind.TooManyEvents, $"A request has at most {EventLimits.MaxEvents} events.");
        }

        var events = new EventReading[ranges.Count];
        for (var index = 0; index < events.Length; index++)
        {
            events[index] = EventReader.Read(body[ranges[index]], now);
        }

        return new(events, null, null);
    }
}
