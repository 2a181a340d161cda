namespace Actors.Gateway.Streams;

/// <summary>How do streams of news live? Section "Actors:Gateway:Streams".</summary>
public sealed class StreamSettings
{
    /// <summary>A silent stream shows that it is alive after so long, seconds, 1 to 300.</summary>
    public int PingSeconds { get; set; } = 25;

    /// <summary>
    /// A stream ends after half to all of this, so that clients spread over gateways again, seconds, 2 to 86,400.
    /// </summary>
    public int LifetimeSeconds { get; set; } = 1800;

    /// <summary>
    /// A client whose stream has ended is told to come back after half to one and a half of this, milliseconds, 1 to
    /// 60,000.
    /// </summary>
    public int RetryMilliseconds { get; set; } = 2000;

    /// <summary>
    /// Clients who must ask again are told so within this, at random: they do not ask all at once, and not before the
    /// gateways beside this one have the version. Milliseconds, 0 to 10,000.
    /// </summary>
    public int SpreadMilliseconds { get; set; } = 200;

    /// <summary>
    /// Where clients reach this gateway, such as "https://flags.example/edge": OFREP clients are told the address of
    /// their stream with it. Empty: they take the origin that they ask already, which fails behind a proxy that cuts a
    /// part off the path.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    internal IEnumerable<string> Mistakes(string section)
    {
        if (PingSeconds is < 1 or > 300)
            yield return $"{section}:{nameof(PingSeconds)} must be 1 to 300.";
        if (LifetimeSeconds is < 2 or > 86_400)
            yield return $"{section}:{nameof(LifetimeSeconds)} must be 2 to 86,400.";
        if (RetryMilliseconds is < 1 or > 60_000)
            yield return $"{section}:{nameof(RetryMilliseconds)} must be 1 to 60,000.";
        if (SpreadMilliseconds is < 0 or > 10_000)
            yield return $"{section}:{nameof(SpreadMilliseconds)} must be 0 to 10,000.";
        if (PublicUrl.Length > 0 && !(Uri.TryCreate(PublicUrl, UriKind.Absolute, out var url)
            && url.Scheme is "http" or "https" && url.Query.Length == 0))
            yield return $"{section}:{nameof(PublicUrl)} must be an address such as https://flags.example, or empty.";
    }
}
