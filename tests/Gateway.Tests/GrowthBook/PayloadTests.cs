using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Actors.Configuration;
using Actors.Gateway.GrowthBook;
using Actors.Gateway.Rulesets;

namespace Actors.Gateway.Tests.GrowthBook;

public sealed class PayloadTests
{
    private const string Secret = "AAECAwQFBgcICQoLDA0ODw==";

    private static readonly PublishedGroup _group = new("testers", 1, """["ada","é"]""");
    private static readonly PublishedBandit _bandit = new("cb", """{"contexts":[{"weights":[0.5,0.5]}]}""");

    [Fact]
    public void It_holds_the_rules_of_what_is_switched_on_and_readable()
    {
        var payload = Json(PayloadWriter.Write(Served(7), null));

        Assert.Equal(200, payload.GetProperty("status").GetInt32());
        Assert.Equal(
            ["banner", "by-device", "checkout", "dark-mode", "settings"],
            payload.GetProperty("features").EnumerateObject().Select(feature => feature.Name));
        Assert.Equal(
            Samples.Banner.Json, payload.GetProperty("features").GetProperty("banner").GetRawText());
        Assert.Equal("""{"testers":["ada","é"]}""", payload.GetProperty("savedGroups").GetRawText());
        Assert.Equal(_bandit.Json, payload.GetProperty("contextualBandits").GetProperty("cb").GetRawText());
        Assert.Equal("2026-11-23T11:59:59.000Z", payload.GetProperty("dateUpdated").GetString());
    }

    [Fact]
    public void It_is_made_once_for_a_version_and_an_encryption_key()
    {
        var payloads = new Payloads();
        var served = Served(7);
        var encrypting = Samples.ServerKey with { EncryptionKey = Secret };

        Assert.Same(payloads.Of(served, Samples.ServerKey), payloads.Of(served, Samples.ClientKey));
        Assert.Same(payloads.Of(served, encrypting), payloads.Of(served, encrypting));
        Assert.NotSame(payloads.Of(served, Samples.ServerKey), payloads.Of(served, encrypting));
        Assert.NotSame(payloads.Of(served, Samples.ServerKey), payloads.Of(Served(7), Samples.ServerKey));
    }

    [Fact]
    public void Every_gateway_makes_the_same_of_a_version_and_another_of_another()
    {
        var payload = PayloadWriter.Write(Served(7), Secret);

        Assert.Equal(payload.Tag, PayloadWriter.Write(Served(7), Secret).Tag);
        Assert.NotEqual(payload.Tag, PayloadWriter.Write(Served(7), null).Tag);
        Assert.NotEqual(payload.Tag, PayloadWriter.Write(Served(8), Secret).Tag);
    }

    [Fact]
    public void What_is_encrypted_can_be_read_with_the_key_only()
    {
        var plain = Json(PayloadWriter.Write(Served(7), null));
        var payload = Json(PayloadWriter.Write(Served(7), Secret));

        Assert.Equal("{}", payload.GetProperty("features").GetRawText());
        Assert.False(payload.TryGetProperty("savedGroups", out _));
        Assert.Equal(plain.GetProperty("features").GetRawText(), Decrypt(payload, "encryptedFeatures"));
        Assert.Equal(plain.GetProperty("savedGroups").GetRawText(), Decrypt(payload, "encryptedSavedGroups"));
        Assert.Equal(
            plain.GetProperty("contextualBandits").GetRawText(), Decrypt(payload, "encryptedContextualBandits"));
        Assert.False(payload.TryGetProperty("contextualBandits", out _));
        Assert.Equal(plain.GetProperty("dateUpdated").GetString(), payload.GetProperty("dateUpdated").GetString());
    }

    [Fact]
    public void It_is_the_same_however_it_is_packed()
    {
        var payload = PayloadWriter.Write(Served(7), null);
        var expected = payload.Json.ToArray();

        Assert.Equal(
            expected, Read(new BrotliStream(Stream(payload, ContentCoding.Brotli), CompressionMode.Decompress)));
        Assert.Equal(expected, Read(new GZipStream(Stream(payload, ContentCoding.Gzip), CompressionMode.Decompress)));
        Assert.True(payload.As(ContentCoding.Brotli).Length < expected.Length);
    }

    [Fact]
    public void As_an_event_it_is_one_line_of_data_with_the_version_as_id()
    {
        var spread = Samples.DarkMode with { Json = "{\r\n\"defaultValue\":\n true}" };
        var payload = PayloadWriter.Write(Samples.Served(7, Samples.Banner, spread), null);

        var text = Encoding.UTF8.GetString(payload.AsEvent.Span);

        Assert.Equal($"id: 7\nevent: features\ndata: {Encoding.UTF8.GetString(payload.Json.Span)}\n\n", text);
        Assert.Equal(4, text.Count(letter => letter == '\n'));
    }

    private static ServedRuleset Served(long version)
    {
        var document = Samples.Document(version, Samples.Features);
        return ServedRuleset.Whole(
            Samples.Production,
            document with
            {
                SavedGroups = document.SavedGroups
                    .Add(_group.Id, _group).Add("gone", new PublishedGroup("gone", 2, null)),
                ContextualBandits = document.ContextualBandits.Add(_bandit.Id, _bandit),
            });
    }

    private static JsonElement Json(Payload payload) => JsonElement.Parse(payload.Json.Span);

    private static MemoryStream Stream(Payload payload, ContentCoding coding) => new(payload.As(coding).ToArray());

    private static byte[] Read(Stream packed)
    {
        using var read = new MemoryStream();
        using (packed)
            packed.CopyTo(read);
        return read.ToArray();
    }

    private static string Decrypt(JsonElement payload, string member)
    {
        var parts = payload.GetProperty(member).GetString()!.Split('.').Select(Convert.FromBase64String).ToArray();
        using var aes = Aes.Create();
        aes.Key = Convert.FromBase64String(Secret);
        return Encoding.UTF8.GetString(aes.DecryptCbc(parts[1], parts[0]));
    }
}
