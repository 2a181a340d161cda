namespace Actors.Measurement;

/// <summary>How large, how old and how many may events be?</summary>
public static class EventLimits
{
    /// <summary>
    /// Of an environment's log. Never change it: it says where a subject's events have always been written.
    /// </summary>
    public const int Partitions = 8;

    /// <summary>Of one request.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>Of one request, bytes.</summary>
    public const int MaxRequestBytes = 1 << 20;

    /// <summary>Of one event as JSON, bytes.</summary>
    public const int MaxEventBytes = 16 << 10;

    /// <summary>Of an event's properties as JSON, bytes.</summary>
    public const int MaxPropertiesBytes = 4 << 10;

    /// <summary>Of an id, a key, an attribute, a variation, a phase, characters.</summary>
    public const int MaxName = 128;

    /// <summary>Of a subject's value, characters.</summary>
    public const int MaxSubject = 256;

    /// <summary>Of a dimension's name or value, characters.</summary>
    public const int MaxDimension = 64;

    /// <summary>Of one exposure.</summary>
    public const int MaxDimensions = 16;

    /// <summary>How often an event may say that it happened.</summary>
    public const long MaxCount = 1_000_000;

    /// <summary>How far ahead of ours a client's clock may be.</summary>
    public static readonly TimeSpan MaxAhead = TimeSpan.FromMinutes(5);

    /// <summary>How late an event may come.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(30);

    /// <summary>How far before the first exposure a metric may look (CUPED).</summary>
    public static readonly TimeSpan MaxLookback = TimeSpan.FromDays(14);

    /// <summary>
    /// How long the log keeps an event at least: who comes as late as is allowed still finds what was before.
    /// </summary>
    public static readonly TimeSpan MinRetention = MaxAge + MaxLookback + TimeSpan.FromDays(1);
}
