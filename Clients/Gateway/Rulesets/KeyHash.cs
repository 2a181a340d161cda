using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Gateway.Rulesets;

/// <summary>Which SDK key? Its SHA-256: no secret is ever written down.</summary>
internal readonly record struct KeyHash(UInt128 High, UInt128 Low)
{
    private const int MaxSecretLength = 256;

    /// <summary>False for what cannot be a key: nothing, or more than 256 characters.</summary>
    public static bool TryOf(ReadOnlySpan<char> secret, out KeyHash hash)
    {
        hash = default;
        if (secret.Length is 0 or > MaxSecretLength)
            return false;
        Span<byte> utf8 = stackalloc byte[MaxSecretLength * 3];
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(secret, utf8)], digest);
        hash = Read(digest);
        return true;
    }

    /// <summary>Reads 64 hexadecimal digits.</summary>
    public static bool TryParse(string hex, out KeyHash hash)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        var valid = hex.Length == 64
            && Convert.FromHexString(hex, digest, out _, out var written) == System.Buffers.OperationStatus.Done
            && written == digest.Length;
        hash = valid ? Read(digest) : default;
        return valid;
    }

    private static KeyHash Read(ReadOnlySpan<byte> digest) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
}
