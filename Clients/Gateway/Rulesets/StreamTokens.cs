using System.Security.Cryptography;
using System.Text;

namespace Actors.Gateway.Rulesets;

/// <summary>
/// With what does a client open a stream whose address is all it can send, without telling its key to every log on the
/// way?
/// </summary>
/// <remarks>
/// Derived from the key's hash, so all gateways agree on it and it goes when the key goes; it says nothing of the key.
/// </remarks>
internal static class StreamTokens
{
    private const int Digits = 32;

    /// <param name="keyHash">SHA-256 of the SDK key in hexadecimal digits.</param>
    /// <returns>32 lower-case hexadecimal digits.</returns>
    public static string Of(string keyHash) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"actors-stream {keyHash}")))[..Digits];
}
