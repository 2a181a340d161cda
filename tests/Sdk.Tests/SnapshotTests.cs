using System.Text;
using Actors.Evaluation;

namespace Actors.Sdk.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void A_payload_says_features_groups_and_when_it_was_published()
    {
        var snapshot = Read("""
            {"status":200,"features":{"a":{"defaultValue":1},"b":{"defaultValue":2}},"savedGroups":{"g":["x"]},
             "dateUpdated":"2026-02-01T10:30:00.000Z","ofTomorrow":[1]}
            """);

        Assert.Equal(["a", "b"], snapshot.Ruleset.Features.Select(feature => feature.Key));
        Assert.Equal("2026-02-01T10:30:00.000Z", snapshot.DateUpdated);
    }

    [Fact]
    public void What_is_different_is_told_and_the_rest_is_not_compiled_again()
    {
        var before = Read("""{"features":{"a":{"defaultValue":1},"b":{"defaultValue":2},"c":{"defaultValue":3}}}""");
        var after = before.Next(Bytes("""{"features":{"a":{"defaultValue":1},"b":{"defaultValue":7},"d":{}}}"""), null);

        Assert.Equal(["b", "c", "d"], after.Since(before).Order());
        Assert.Same(Compiled(before, "a"), Compiled(after, "a"));
        Assert.False(after.IsSame(before));
        var again = Bytes(
            """{"dateUpdated":"later","features":{"d":{},"b":{"defaultValue":7},"a":{"defaultValue":1}}}""");
        Assert.True(after.IsSame(after.Next(again, null)));
    }

    [Fact]
    public void Changed_members_of_a_group_are_a_change()
    {
        var before = Read("""{"features":{},"savedGroups":{"g":["x"]}}""");

        Assert.False(before.IsSame(before.Next(Bytes("""{"features":{},"savedGroups":{"g":["y"]}}"""), null)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"features":[]}""")]
    [InlineData("""{"features":{},"savedGroups":{"g":7}}""")]
    [InlineData("""{"encryptedFeatures":"AAAA.AAAA"}""")]
    [InlineData("""{"features":{"a":"\ud800"}}""", true)]
    public void What_is_no_payload_is_refused_or_has_no_value(string json, bool isRead = false)
    {
        if (isRead)
            Assert.True(Read(json).Ruleset.Features.Length <= 1);
        else
            Assert.Throws<InvalidDataException>(() => Read(json));
    }

    [Fact]
    public void A_wrong_decryption_key_is_said()
    {
        var key = Convert.FromBase64String(RealGateway.EncryptionKey);
        var hidden = PayloadCipher.Encrypt("""{"a":{"defaultValue":1}}"""u8, key, new byte[16]);
        var payload = Bytes($$"""{"features":{},"encryptedFeatures":"{{hidden}}"}""");

        Assert.Single(Snapshot.Empty.Next(payload, RealGateway.EncryptionKey).Ruleset.Features);
        Assert.Throws<InvalidDataException>(() => Snapshot.Empty.Next(payload, Convert.ToBase64String(new byte[16])));
    }

    private static Snapshot Read(string json) => Snapshot.Empty.Next(Bytes(json), null);

    private static byte[] Bytes(string json) => Encoding.UTF8.GetBytes(json);

    private static CompiledFeature Compiled(Snapshot snapshot, string key) =>
        snapshot.Ruleset.TryGet(key, out var feature) ? feature : throw new KeyNotFoundException(key);
}
