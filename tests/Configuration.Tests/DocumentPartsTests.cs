namespace Actors.Configuration.Tests;

/// <summary>Saved groups, permissions and encryption keys as parts of the published document.</summary>
public sealed class DocumentPartsTests
{
    private static readonly PublishedGroup _beta = new("beta", 1, """["a"]""");
    private static readonly RulesetDocument _document =
        Publishing.AcceptGroups(RulesetDocument.Empty, [_beta], Some.Time);

    [Fact]
    public void A_changed_group_moves_the_version_once_and_the_hash_with_it()
    {
        var next = Publishing.AcceptGroups(
            _document, [_beta with { Revision = 2, Values = "[]" }, new("alpha", 1, "[1]")], Some.Time);

        Assert.Equal((1, 2), (_document.Version, next.Version));
        Assert.Equal(["alpha", "beta"], next.SavedGroups.Keys);
        Assert.NotEqual(_document.ContentHash, next.ContentHash);
    }

    [Fact]
    public void What_is_old_known_or_the_same_publishes_nothing()
    {
        var same = Publishing.AcceptGroups(_document, [_beta with { Revision = 3 }], Some.Time.AddDays(1));

        Assert.Same(_document, Publishing.AcceptGroups(_document, [_beta, _beta with { Values = "[]" }], Some.Time));
        Assert.Equal((_document.Version, _document.PublishedAt), (same.Version, same.PublishedAt));
        Assert.Equal(3, same.SavedGroups["beta"].Revision);
    }

    [Fact]
    public void A_tombstone_is_no_part_of_the_payload()
    {
        var deleted = Publishing.AcceptGroups(_document, [_beta with { Revision = 2, Values = null }], Some.Time);

        Assert.Equal(2, deleted.Version);
        Assert.Equal(Publishing.Hash(RulesetDocument.Empty), deleted.ContentHash);
    }

    [Fact]
    public void Client_keys_may_fetch_rules_once_it_is_permitted_and_not_in_an_environment_made_anew()
    {
        var permitted = Publishing.Permit(_document, true, Some.Time);
        var removed = Publishing.Remove(permitted, true, Some.Time);

        Assert.True(permitted.ClientKeysMayFetchRules);
        Assert.Equal(2, permitted.Version);
        Assert.NotEqual(_document.ContentHash, permitted.ContentHash);
        Assert.Same(permitted, Publishing.Permit(permitted, true, Some.Time));
        Assert.False(Publishing.Remove(removed, false, Some.Time).ClientKeysMayFetchRules);
    }

    [Fact]
    public void A_bandit_moves_the_version_when_it_has_learnt_something()
    {
        var bandit = new PublishedBandit("b", """{ "contexts" : [{"condition":{},"weights":[1,0]}] }""");
        var learnt = Publishing.PutBandit(_document, bandit, Some.Time).Accepted();
        var removed = Publishing.RemoveBandit(learnt, "b", Some.Time);

        Assert.Equal("""{"contexts":[{"condition":{},"weights":[1,0]}]}""", learnt.ContextualBandits["b"].Json);
        Assert.Same(learnt, Publishing.PutBandit(learnt, bandit, Some.Time).Accepted());
        Assert.Equal((2, 3), (learnt.Version, removed.Version));
        Assert.NotEqual(_document.ContentHash, learnt.ContentHash);
        Assert.Equal(_document.ContentHash, removed.ContentHash);
        Assert.Same(removed, Publishing.RemoveBandit(removed, "b", Some.Time));
        Assert.Empty(Publishing.Remove(learnt, true, Some.Time).ContextualBandits);
    }

    [Theory]
    [InlineData("""{"contexts":[{"weights":[0.5,0.6]}]}""", "/contexts/0/weights")]
    [InlineData("""{"contexts":[{"condition":[],"weights":[1]}]}""", "/contexts/0/condition")]
    [InlineData("""{"contexts":[{"leafId":"a","weights":[1]}]}""", "/contexts/0/leafId")]
    [InlineData("""{"contexts":[{}]}""", "/contexts/0/weights")]
    [InlineData("""{"contexts":{}}""", "/contexts")]
    [InlineData("""{"banditVersion":-1,"contexts":[]}""", "/banditVersion")]
    [InlineData("""{}""", "/contexts")]
    [InlineData("""7""", "")]
    public void A_wrong_bandit_is_named_by_its_place(string json, string path) => Assert.Equal(
        path, Assert.Single(Publishing.PutBandit(_document, new("b", json), Some.Time).Refused().Problems).Path);

    [Fact]
    public void An_encryption_key_is_part_of_the_payload_and_of_no_text_that_a_log_might_hold()
    {
        var secret = Convert.ToBase64String(new byte[16]);
        var key = Some.SdkKey with { EncryptionKey = secret };
        var plain = Publishing.Issue(_document, Some.SdkKey, Some.Time).Accepted();
        var encrypted = Publishing.Issue(_document, key, Some.Time).Accepted();

        Assert.NotEqual(plain.ContentHash, encrypted.ContentHash);
        Publishing.Issue(encrypted, Some.SdkKey, Some.Time).IsRefused("key-exists");
        Assert.DoesNotContain(secret, key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(key.Hash, key.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!==")]
    public void An_encryption_key_is_128_bits_as_base64(string key) => Assert.Equal(
        "encryption-key-invalid",
        Assert.Single(SdkKeyForm.Problems(Some.SdkKey with { EncryptionKey = key })).Code);

    /// <summary>Golden: computed from the description of the format by a few lines of Python.</summary>
    [Fact]
    public void The_hash_of_later_parts_is_the_same_in_every_region_and_release()
    {
        var permitted = Publishing.Permit(_document, true, Some.Time);
        var key = Some.SdkKey with { EncryptionKey = Convert.ToBase64String(new byte[16]) };

        Assert.Equal(
            "8e77b6e4e452f0c2c9b49c1dbbe3763b29a02e8268ec1e5009aa8ae2f86eec48",
            Publishing.Issue(permitted, key, Some.Time).Accepted().ContentHash);
    }
}
