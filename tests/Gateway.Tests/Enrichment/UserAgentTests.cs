using Actors.Gateway.Enrichment;

namespace Actors.Gateway.Tests.Enrichment;

public sealed class UserAgentTests
{
    private const string Mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ";
    private const string Win = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) ";
    private const string WebKit = "AppleWebKit/537.36 (KHTML, like Gecko) ";
    private const string Phone =
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) ";

    [Theory]
    [InlineData(Win + WebKit + "Chrome/124.0.0.0 Safari/537.36", "desktop", "Windows", "Chrome")]
    [InlineData(Win + WebKit + "Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51", "desktop", "Windows", "Edge")]
    [InlineData(Win + WebKit + "Chrome/123.0.0.0 Safari/537.36 OPR/109.0.0.0", "desktop", "Windows", "Opera")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0", "desktop",
        "Windows", "Firefox")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko", "desktop", "Windows",
        "Internet Explorer")]
    [InlineData(
        Mac + "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15", "desktop", "macOS", "Safari")]
    [InlineData(Mac + WebKit + "Chrome/124.0.0.0 Safari/537.36", "desktop", "macOS", "Chrome")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0", "desktop", "Linux",
        "Firefox")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) "
        + WebKit + "Chrome/124.0.0.0 Safari/537.36", "desktop", "ChromeOS", "Chrome")]
    [InlineData(Phone + "Version/17.4 Mobile/15E148 Safari/604.1", "mobile", "iOS", "Safari")]
    [InlineData(Phone + "CriOS/124.0.6367.71 Mobile/15E148 Safari/604.1", "mobile", "iOS", "Chrome")]
    [InlineData(Phone + "FxiOS/125.0 Mobile/15E148 Safari/605.1.15", "mobile", "iOS", "Firefox")]
    [InlineData(Phone + "EdgiOS/123.0.2420.56 Version/17.0 Mobile/15E148 Safari/604.1", "mobile", "iOS", "Edge")]
    [InlineData(
        "Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
            + "Version/16.6 Mobile/15E148 Safari/604.1", "tablet", "iOS", "Safari")]
    [InlineData("Mozilla/5.0 (Linux; Android 14; Pixel 8) "
        + WebKit + "Chrome/124.0.0.0 Mobile Safari/537.36", "mobile", "Android", "Chrome")]
    [InlineData("Mozilla/5.0 (Linux; Android 13; SM-S918B) " + WebKit
        + "SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36", "mobile", "Android", "Samsung Internet")]
    [InlineData("Mozilla/5.0 (Linux; Android 12; SM-X906C) "
        + WebKit + "Chrome/124.0.0.0 Safari/537.36", "tablet", "Android", "Chrome")]
    [InlineData("Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0", "mobile", "Android", "Firefox")]
    [InlineData("Mozilla/5.0 (Android 14; Tablet; rv:125.0) Gecko/125.0 Firefox/125.0", "tablet", "Android", "Firefox")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; AFTMM) "
        + WebKit + "Chrome/112.0.0.0 Mobile Safari/537.36", "tv", "Android", "Chrome")]
    [InlineData("Mozilla/5.0 (Web0S; Linux/SmartTV) "
        + WebKit + "Chrome/94.0.4606.128 Safari/537.36", "tv", "webOS", "Chrome")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "bot", null, null)]
    [InlineData("Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X) "
        + WebKit + "Chrome/124.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1)", "bot", "Android", "Chrome")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)", "bot", null, null)]
    [InlineData("Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18", "desktop", "Windows", "Opera")]
    [InlineData("curl/8.5.0", null, null, null)]
    [InlineData("node", null, null, null)]
    [InlineData("okhttp/4.12.0", null, null, null)]
    [InlineData("Mozilla/5.0", null, null, null)]
    [InlineData("", null, null, null)]
    public void A_user_agent_tells_class_system_and_browser(
        string text, string? deviceClass, string? os, string? browser) =>
        Assert.Equal(new Device(deviceClass, os, browser), UserAgent.Read(text));
}
