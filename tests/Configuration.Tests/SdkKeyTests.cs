namespace Actors.Configuration.Tests;

public sealed class SdkKeyTests
{
    private static readonly RulesetDocument _document =
        Publishing.Issue(RulesetDocument.Empty, Some.SdkKey, Some.Time).Accepted();

    [Fact]
    public void An_issued_key_is_published()
    {
        Assert.Equal(1, _document.Version);
        Assert.Equal(Some.SdkKey, _document.Keys["demo"]);
        Assert.NotEqual(Publishing.Hash(RulesetDocument.Empty), _document.ContentHash);
    }

    [Fact]
    public void The_same_key_again_changes_nothing() => Assert.Same(
        _document,
        Publishing.Issue(_document, Some.SdkKey with { CreatedAt = Some.Time.AddHours(1) }, Some.Time).Accepted());

    [Fact]
    public void Another_key_of_the_same_id_or_secret_is_refused()
    {
        Publishing.Issue(_document, Some.SdkKey with { Kind = SdkKeyKind.Server }, Some.Time).IsRefused("key-exists");
        Publishing.Issue(_document, Some.SdkKey with { Origins = [] }, Some.Time).IsRefused("key-exists");
        Publishing.Issue(_document, Some.SdkKey with { Id = "other" }, Some.Time).IsRefused("key-exists");
    }

    [Fact]
    public void A_revoked_key_is_gone_and_an_unknown_one_cannot_be_revoked()
    {
        var revoked = Publishing.Revoke(_document, "demo", Some.Time).Accepted();

        Assert.Empty(revoked.Keys);
        Assert.Equal(2, revoked.Version);
        Publishing.Revoke(revoked, "demo", Some.Time).IsRefused("key-not-found");
    }

    [Fact]
    public void Everything_wrong_with_a_key_is_named()
    {
        var wrong = new SdkKey("Demo", new('n', 201), (SdkKeyKind)7, Some.Sha256.ToUpperInvariant(), ["x"], Some.Time);

        Assert.Equal(
            ["/id", "/name", "/kind", "/hash", "/origins/0"],
            Publishing.Issue(_document, wrong, Some.Time).Refused().Problems.Select(problem => problem.Path));
    }

    [Theory]
    [InlineData("*", true)]
    [InlineData("https://shop.example", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("capacitor://localhost", true)]
    [InlineData("https://shop.example/", false)]
    [InlineData("https://shop.example:443", false)]
    [InlineData("https://Shop.example", false)]
    [InlineData("https://user@shop.example", false)]
    [InlineData("shop.example", false)]
    [InlineData("https://*.example", false)]
    [InlineData("null", false)]
    [InlineData("", false)]
    public void An_origin_is_what_a_browser_sends(string origin, bool fits) =>
        Assert.Equal(fits, SdkKeyForm.Problems(Some.SdkKey with { Origins = [origin] }).IsEmpty);

    [Fact]
    public void Keys_and_their_origins_are_bounded()
    {
        var full = Enumerable.Range(0, Publishing.MaxKeys).Aggregate(RulesetDocument.Empty, (document, index) =>
            Publishing.Issue(document, Numbered(index), Some.Time).Accepted());

        Publishing.Issue(full, Numbered(Publishing.MaxKeys), Some.Time).IsRefused("key-invalid");
        Publishing.Issue(_document, Some.SdkKey with { Origins = [.. Enumerable.Repeat("*", 101)] }, Some.Time)
            .IsRefused("key-invalid");
    }

    private static SdkKey Numbered(int index) =>
        Some.SdkKey with { Id = $"k{index}", Hash = $"{index}".PadLeft(64, '0') };
}
