using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Actors.Evaluation;

/// <summary>How do the GrowthBook SDKs read and write an encrypted payload?</summary>
/// <remarks>
/// AES in CBC mode with PKCS #7 padding, written as base64(initialization vector) "." base64(cipher text). It hides the
/// rules from passers-by; it does not prove who wrote them.
/// </remarks>
public static class PayloadCipher
{
    /// <summary>Bytes of an initialization vector.</summary>
    public const int VectorLength = 16;

    /// <summary>False when the key, the form or the padding is wrong: which of them, nobody is told.</summary>
    /// <param name="encrypted">The payload.</param>
    /// <param name="base64Key">128, 192 or 256 bits.</param>
    /// <param name="plain">Null when the answer is false.</param>
    public static bool TryDecrypt(string encrypted, string base64Key, [NotNullWhen(true)] out string? plain)
    {
        ArgumentNullException.ThrowIfNull(encrypted);
        ArgumentNullException.ThrowIfNull(base64Key);
        plain = null;
        var parts = encrypted.Split('.');
        if (parts.Length < 2
            || !TryReadKey(base64Key, out var key)
            || !TryFromBase64(parts[0], out var vector)
            || vector.Length != VectorLength
            || !TryFromBase64(parts[1], out var cipher))
            return false;
        try
        {
            using var aes = Aes.Create();
            aes.Key = key;
            plain = Encoding.UTF8.GetString(aes.DecryptCbc(cipher, vector));
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The payload as <see cref="TryDecrypt"/> and every SDK read it.</summary>
    /// <param name="plain">UTF-8.</param>
    /// <param name="key">128, 192 or 256 bits.</param>
    /// <param name="vector"><see cref="VectorLength"/> bytes, random and never used twice with one key.</param>
    /// <exception cref="CryptographicException">The key or the vector has another length.</exception>
    public static string Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> key, ReadOnlySpan<byte> vector)
    {
        using var aes = Aes.Create();
        aes.SetKey(key);
        return $"{Convert.ToBase64String(vector)}.{Convert.ToBase64String(aes.EncryptCbc(plain, vector))}";
    }

    /// <summary>Reads a key as the SDKs are given it: base64 of 128, 192 or 256 bits.</summary>
    public static bool TryReadKey(string base64Key, [NotNullWhen(true)] out byte[]? key) =>
        TryFromBase64(base64Key, out key) && key.Length is 16 or 24 or 32;

    // As JavaScript's atob: white space and missing padding are forgiven.
    private static bool TryFromBase64(string text, [NotNullWhen(true)] out byte[]? bytes)
    {
        var bare = string.Concat(text.Where(unit => unit is not (' ' or '\t' or '\n' or '\f' or '\r')));
        if (bare.Length % 4 is 2 or 3)
            bare = bare.PadRight((bare.Length + 3) / 4 * 4, '=');
        bytes = new byte[bare.Length / 4 * 3];
        if (!Convert.TryFromBase64String(bare, bytes, out var length))
            return false;
        bytes = bytes[..length];
        return true;
    }
}
