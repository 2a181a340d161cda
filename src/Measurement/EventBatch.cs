namespace Actors.Measurement;

/// <summary>
/// Where in the body of a request does each event stand? Found by brackets and quotes alone, so that one that is no
/// JSON (NaN, a broken number) spoils itself and not its neighbours.
/// </summary>
public static class EventBatch
{
    /// <param name="body">An array, {"events":[…]}, one object, or, as lines, one object in each.</param>
    /// <param name="isLines">Newline-delimited JSON; empty lines are passed over.</param>
    /// <param name="events">Cleared, then where each stands; at most one more than a request may have.</param>
    /// <returns>False: the body is none of these.</returns>
    public static bool TrySplit(ReadOnlySpan<byte> body, bool isLines, List<Range> events)
    {
        events.Clear();
        if (isLines)
        {
            SplitLines(body, events);
            return true;
        }

        var start = SkipSpace(body, 0);
        if (start == body.Length) return false;
        if (body[start] == '[') return SplitArray(body, start, events);
        if (body[start] != '{') return false;

        if (EnvelopeOf(body, start) is { } list)
        {
            return SplitArray(body, list, events);
        }

        events.Add(start..body.Length);
        return true;
    }

    private static void SplitLines(ReadOnlySpan<byte> body, List<Range> events)
    {
        for (var start = 0; start < body.Length && events.Count <= EventLimits.MaxEvents;)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length;
            var text = SkipSpace(body[..end], start);
            if (text < end) events.Add(text..end);
            start = end + 1;
        }
    }

    /// <summary>Where the array of {"events":[ begins; null: it is something else.</summary>
    private static int? EnvelopeOf(ReadOnlySpan<byte> body, int brace)
    {
        var at = SkipSpace(body, brace + 1);
        var name = "\"events\""u8;
        if (!body[at..].StartsWith(name)) return null;
        at = SkipSpace(body, at + name.Length);
        if (at == body.Length || body[at] != ':') return null;
        at = SkipSpace(body, at + 1);
        return at < body.Length && body[at] == '[' ? at : null;
    }

    private static bool SplitArray(ReadOnlySpan<byte> body, int bracket, List<Range> events)
    {
        var start = SkipSpace(body, bracket + 1);
        if (start < body.Length && body[start] == ']') return true;
        while (events.Count <= EventLimits.MaxEvents)
        {
            var end = EndOf(body, start);
            if (end == body.Length) return false;
            events.Add(start..end);
            if (body[end] == ']') return true;
            start = SkipSpace(body, end + 1);
        }

        return true;
    }

    /// <summary>The comma or bracket that ends the element; the length of the body when there is none.</summary>
    private static int EndOf(ReadOnlySpan<byte> body, int start)
    {
        var depth = 0;
        for (var at = start; at < body.Length; at++)
        {
            switch (body[at])
            {
                case (byte)'"':
                    at = EndOfText(body, at);
                    break;
                case (byte)'{' or (byte)'[':
                    depth++;
                    break;
                case (byte)',' or (byte)']' when depth == 0:
                    return at;
                case (byte)'}' or (byte)']':
                    depth--;
                    break;
            }
        }

        return body.Length;
    }

    private static int EndOfText(ReadOnlySpan<byte> body, int quote)
    {
        for (var at = quote + 1; at < body.Length; at++)
        {
            var next = body[at..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0) return body.Length;
            at += next;
            if (body[at] == '"') return at;
            at++; // whatever is escaped ends nothing
        }

        return body.Length;
    }

    private static int SkipSpace(ReadOnlySpan<byte> body, int start)
    {
        var rest = body[start..].IndexOfAnyExcept(" \t\r\n"u8);
        return rest < 0 ? body.Length : start + rest;
    }
}
