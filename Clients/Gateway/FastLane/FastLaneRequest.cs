using System.Diagnostics;

namespace Actors.Gateway.FastLane;

/// <summary>One request at the server's door; a connection has one of these, and uses it again and again.</summary>
internal sealed class FastLaneRequest
{
    /// <summary>Never cleared but reset, which costs nothing.</summary>
    public required DefaultHttpContext Http { get; init; }

    /// <summary>Null: the application behind answers.</summary>
    public FastLaneRoute? Route { get; set; }

    /// <summary>The application that took the request, and what it calls the request.</summary>
    public ApplicationBehind? Behind { get; set; }

    public object? Context { get; set; }

    /// <summary>Null when nobody collects traces.</summary>
    public Activity? Trace { get; set; }

    /// <summary>When it came in, as <see cref="Stopwatch.GetTimestamp"/> counts.</summary>
    public long StartedAt { get; set; }
}
