namespace Actors.Sdk;

/// <summary>Which gateway is asked, with which key, how often, and what is kept for when it is away?</summary>
public sealed class ActorsOptions
{
    /// <summary>Where the gateway is, for example <c>https://flags.example/</c>. Needed.</summary>
    public Uri? Gateway { get; set; }

    /// <summary>A server key: rules are fetched with it. Secret. Needed.</summary>
    public string Key { get; set; } = "";

    /// <summary>For a key whose payload is encrypted: its AES key, base64. Null: it is not.</summary>
    public string? DecryptionKey { get; set; }

    /// <summary>
    /// Where the last good configuration is kept, so that a start without any gateway serves it. Null: nowhere.
    /// </summary>
    public string? DiskCopyDirectory { get; set; }

    /// <summary>Whether changes are pushed as they are published. When they cannot be, they are polled.</summary>
    public bool Streaming { get; set; } = true;

    /// <summary>How often a gateway is asked when it does not stream, a fifth more or less; 1 s to 1 day.</summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long a stream may be silent until it counts as broken; 1 s to 1 hour. Gateways ping every 25 s.
    /// </summary>
    public TimeSpan HeartbeatTimeout { get; set; } = TimeSpan.FromSeconds(80);

    /// <summary>How long one request may take; 100 ms to 5 minutes.</summary>
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a start waits for a configuration at most; 0 to 1 minute. It never fails for want of one.
    /// </summary>
    public TimeSpan StartTimeout { get; set; } = TimeSpan.FromSeconds(5);

    internal IEnumerable<string> Mistakes()
    {
        if (Gateway is not { IsAbsoluteUri: true, Scheme: "http" or "https", Query: "", UserInfo: "" })
            yield return $"{nameof(Gateway)} must be an address such as https://flags.example/.";
        if (string.IsNullOrWhiteSpace(Key))
            yield return $"{nameof(Key)} must be a server key.";
        if (DecryptionKey is { } secret && !Evaluation.PayloadCipher.TryReadKey(secret, out _))
            yield return $"{nameof(DecryptionKey)} must be an AES key as base64.";
        if (PollInterval < TimeSpan.FromSeconds(1) || PollInterval > TimeSpan.FromDays(1))
            yield return $"{nameof(PollInterval)} must be 1 s to 1 day.";
        if (HeartbeatTimeout < TimeSpan.FromSeconds(1) || HeartbeatTimeout > TimeSpan.FromHours(1))
            yield return $"{nameof(HeartbeatTimeout)} must be 1 s to 1 hour.";
        if (RequestTimeout < TimeSpan.FromMilliseconds(100) || RequestTimeout > TimeSpan.FromMinutes(5))
            yield return $"{nameof(RequestTimeout)} must be 100 ms to 5 minutes.";
        if (StartTimeout < TimeSpan.Zero || StartTimeout > TimeSpan.FromMinutes(1))
            yield return $"{nameof(StartTimeout)} must be 0 to 1 minute.";
    }
}
