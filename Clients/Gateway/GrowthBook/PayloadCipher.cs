using System.Security.Cryptography;

namespace Actors.Gateway.GrowthBook;

/// <summary>How are rules hidden from who reads along, and told to an SDK that has the key?</summary>
/// <param name="key">AES key of 128 bits, base64.</param>
/// <remarks>
/// AES-CBC with PKCS #7, written as <c>vector.ciphertext</c>, both base64: what GrowthBook's SDKs decrypt. The vector
/// is made of key and text, so that all gateways send the same bytes, and equal texts are all that can be told apart.
/// </remarks>
internal sealed class PayloadCipher(string key)
{
    private const int VectorBytes = 16;

    private readonly byte[] _key = Convert.FromBase64String(key);

    public string Encrypt(ReadOnlyMemory<byte> text)
    {
        var vector = HMACSHA256.HashData(_key, text.Span)[..VectorBytes];
        using var aes = Aes.Create();
        aes.Key = _key;
        var hidden = aes.EncryptCbc(text.Span, vector);
        return $"{Convert.ToBase64String(vector)}.{Convert.ToBase64String(hidden)}";
    }
}
