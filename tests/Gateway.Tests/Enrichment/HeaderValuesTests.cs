using Actors.Gateway.Enrichment;

namespace Actors.Gateway.Tests.Enrichment;

public sealed class HeaderValuesTests
{
    [Theory]
    [InlineData("de-CH,de;q=0.9,en;q=0.8", "de-CH")]
    [InlineData("en;q=0.1, fr;q=0.9", "fr")]
    [InlineData("FR-fr", "fr-FR")]
    [InlineData("zh-hant-tw", "zh-Hant-TW")]
    [InlineData("de;q=0, en", "en")]
    [InlineData("*", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("<script>, en;q=0.5", "en")]
    [InlineData("en;q=abc", null)]
    [InlineData("en;q=-1", null)]
    [InlineData(",,,;;;", null)]
    public void The_most_wanted_language_counts(string? header, string? language) =>
        Assert.Equal(language, HeaderValues.Language(header));

    [Theory]
    [InlineData("CH", "CH")]
    [InlineData(" ch ", "CH")]
    [InlineData("georegion=263,country_code=DE,region_code=BE,city=BERLIN", "DE")]
    [InlineData("country_code=", null)]
    [InlineData("country_code=DEU,city=X", null)]
    [InlineData("XX", null)]
    [InlineData("ZZ", null)]
    [InlineData("T1", null)]
    [InlineData("Switzerland", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_country_is_two_letters(string? header, string? country) =>
        Assert.Equal(country, HeaderValues.Country(header));

    [Theory]
    [InlineData("\"Chromium\";v=\"124\", \"Google Chrome\";v=\"124\", \"Not-A.Brand\";v=\"99\"", "Chrome")]
    [InlineData("\"Chromium\";v=\"124\", \"Microsoft Edge\";v=\"124\", \"Not-A.Brand\";v=\"99\"", "Edge")]
    [InlineData("\"Brave\";v=\"123\", \"Not:A-Brand\";v=\"8\", \"Chromium\";v=\"123\"", "Brave")]
    [InlineData("\"Not A;Brand\";v=\"99\"", null)]
    [InlineData(null, null)]
    public void A_browser_is_known_by_its_brand(string? brands, string? browser) =>
        Assert.Equal(browser, ClientHints.Browser(brands));
}
