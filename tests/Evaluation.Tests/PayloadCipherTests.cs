using System.Text;
using System.Text.Json;

namespace Actors.Evaluation.Tests;

public sealed class PayloadCipherTests
{
    private const string Key = "Zvwv/+uhpFDznZ6SX28Yjg==";
    private static readonly byte[] _vector = [.. Enumerable.Range(1, 16).Select(number => (byte)number)];
    private static readonly Dictionary<string, JsonElement> _cases =
        GoldenVectors.Section("decrypt").ToDictionary(row => $"decrypt: {row[0]}");

    public static TheoryData<string> Cases => [.. _cases.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decrypts_as_the_specification_does(string name)
    {
        var row = _cases[name];
        var isPlain = PayloadCipher.TryDecrypt(row[1].GetString()!, row[2].GetString()!, out var plain);
        Assert.Equal(row[3].GetString(), plain);
        Assert.Equal(plain is not null, isPlain);
    }

    [Theory]
    [InlineData("", 16)]
    [InlineData("{\"é\": \"😀\"}", 16)]
    [InlineData("exactly 16 bytes", 24)]
    [InlineData("{}", 32)]
    public void What_is_encrypted_can_be_decrypted_with_its_key_only(string plain, int keyLength)
    {
        byte[] key = [.. Enumerable.Range(0, keyLength).Select(number => (byte)(number * 7))];
        var encrypted = PayloadCipher.Encrypt(Encoding.UTF8.GetBytes(plain), key, _vector);
        Assert.True(PayloadCipher.TryDecrypt(encrypted, Convert.ToBase64String(key), out var decrypted));
        Assert.Equal(plain, decrypted);
        Assert.False(PayloadCipher.TryDecrypt(encrypted, Key, out decrypted) && decrypted == plain);
    }

    [Fact]
    public void Base64_is_read_as_leniently_as_a_browser_reads_it()
    {
        var encrypted = PayloadCipher.Encrypt("x"u8, Convert.FromBase64String(Key), _vector);
        var bare = encrypted.Replace("=", "", StringComparison.Ordinal);
        Assert.True(PayloadCipher.TryDecrypt(" " + bare + "\n", Key.TrimEnd('='), out var plain));
        Assert.Equal("x", plain);
    }

    [Theory]
    [InlineData("AAAA")]
    [InlineData("")]
    [InlineData("no key!")]
    public void What_is_no_key_is_refused(string key)
    {
        Assert.False(PayloadCipher.TryReadKey(key, out _));
        Assert.False(PayloadCipher.TryDecrypt("AAAA.AAAA", key, out _));
    }

    [Fact]
    public void A_vector_of_another_length_is_an_error() =>
        Assert.ThrowsAny<Exception>(() => PayloadCipher.Encrypt("x"u8, new byte[16], new byte[8]));
}
