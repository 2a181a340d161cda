using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Access;

/// <summary>What is a secret, and what is kept of it? 256 random bits; their hash.</summary>
internal static class Secrets
{
    public const string AdminPrefix = "actors_admin_";
    public const string ClientPrefix = "actors_client_";
    public const string ServerPrefix = "actors_server_";

    /// <summary>No token of ours or of an identity provider is longer.</summary>
    public const int MaxLength = 8_192;

    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>An AES key as GrowthBook's SDKs take it: 128 bits, base64.</summary>
    public static string NewEncryptionKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));

    /// <summary>
    /// SHA-256 of the whole text, 64 lower-case hex digits. Fast on purpose: the secret is not guessable.
    /// </summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>
    /// The answer to a repeated request: it was carried out before, and only then the secret was known.
    /// </summary>
    public static IResult ShownBefore(string what, string id) =>
        new Refusal(
            "secret-shown-before",
            $"This operation has issued the {what} '{id}' before and shown its secret then; revoke it, issue another.")
        .ToResult();

    /// <summary>A public id for something with a name: what of it may stand in a key, and six digits.</summary>
    /// <param name="operationId">Makes the digits: a repeated request means the same thing, not a second one.</param>
    public static string NewId(string name, string operationId)
    {
        var letters = name.ToLowerInvariant().Take(48).Select(sign => char.IsAsciiLetterOrDigit(sign) ? sign : '-');
        var stem = string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return $"{(stem.Length == 0 ? "key" : stem)}-{Hash(operationId)[..6]}";
    }
}
