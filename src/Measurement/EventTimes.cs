using System.Text.Json;
using Actors.Foundation;

namespace Actors.Measurement;

/// <summary>When has an event happened, and is that a time at which it may?</summary>
internal static class EventTimes
{
    private const long MaxMilliseconds = 253_402_300_799_999; // the end of the year 9999

    public static Refusal Malformed { get; } = new(
        "time-invalid",
        "\"time\" is RFC 3339 with an offset, such as \"2026-11-23T12:00:00.123Z\", or milliseconds since 1970.");

    /// <summary>Null: it is malformed.</summary>
    public static DateTimeOffset? Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Number when reader.TryGetInt64(out var milliseconds):
                return milliseconds is >= 0 and <= MaxMilliseconds
                    ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
                    : null;
            case JsonTokenType.String when reader.TryGetDateTimeOffset(out var at) && HasOffset(reader.ValueSpan):
                return at.ToUniversalTime();
            default:
                reader.Skip();
                return null;
        }
    }

    public static Refusal? Problem(DateTimeOffset? at, DateTimeOffset now)
    {
        if (at > now + EventLimits.MaxAhead)
            return new("time-future", "The event has not happened yet; a clock may be 5 minutes ahead.");
        return at < now - EventLimits.MaxAge
            ? new("time-expired", $"The event is older than {EventLimits.MaxAge.TotalDays:0} days, which are taken.")
            : null;
    }

    /// <summary>As the log keeps it: in whole microseconds.</summary>
    public static DateTimeOffset Logged(DateTimeOffset at) =>
        new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);

    // Without one the time would be that of whatever zone this process happens to be in.
    private static bool HasOffset(ReadOnlySpan<byte> text) =>
        text.Length > 10 && (text[^1] is (byte)'Z' or (byte)'z' || text[10..].IndexOfAny((byte)'+', (byte)'-') >= 0);
}
