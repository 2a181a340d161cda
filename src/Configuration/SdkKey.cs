using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>Which applications may ask one environment for configuration?</summary>
/// <param name="Id">Public name of the key, in the form of a <see cref="Key"/>.</param>
/// <param name="Hash">SHA-256 of the secret, 64 lower-case hex digits. The secret itself is kept nowhere.</param>
/// <param name="Origins">Browser origins that CORS lets in: exact, or "*". Empty: none.</param>
[GenerateSerializer, Immutable, Alias("sdk-key")]
public sealed record SdkKey(
    [property: Id(0)] string Id,
    [property: Id(1)] string Name,
    [property: Id(2)] SdkKeyKind Kind,
    [property: Id(3)] string Hash,
    [property: Id(4)] ImmutableArray<string> Origins,
    [property: Id(5)] DateTimeOffset CreatedAt)
{
    /// <summary>AES key of the payload that this key fetches: 128 bits as base64; null: it is sent as it is.</summary>
    [Id(6)] public string? EncryptionKey { get; init; }

    /// <summary>Without what should stand in no log.</summary>
    public override string ToString() => $"{nameof(SdkKey)} {Id} ({Kind})";
}

public enum SdkKeyKind
{
    /// <summary>Public: stands in apps and pages; may ask for evaluated values only.</summary>
    Client = 0,

    /// <summary>Secret: stands on servers; may also fetch the rules.</summary>
    Server = 1,
}
