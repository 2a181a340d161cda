namespace Actors.Sdk;

/// <summary>What did the gateway answer when it was asked for the payload?</summary>
internal abstract record Fetched
{
    private Fetched()
    {
    }

    /// <summary>Another payload than the one whose tag was sent.</summary>
    public sealed record New(byte[] Payload, string? Tag) : Fetched;

    /// <summary>There is nothing newer.</summary>
    public sealed record Same : Fetched;

    /// <summary>This key will not do, now or later.</summary>
    public sealed record Refused(string Why) : Fetched;

    /// <summary>Not now.</summary>
    /// <param name="RetryAfter">As the gateway wishes; null: it did not say.</param>
    public sealed record Failed(string Why, TimeSpan? RetryAfter) : Fetched;
}
