using System.Security.Cryptography;
using System.Text;

namespace Actors.Harness;

/// <summary>How does a process know a secret without holding it?</summary>
public static class Secret
{
    /// <summary>SHA-256 of the UTF-8 text, 64 lower-case hex digits.</summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
