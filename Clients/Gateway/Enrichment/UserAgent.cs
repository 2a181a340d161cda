namespace Actors.Gateway.Enrichment;

/// <summary>What do we know of somebody's device? Null: nothing.</summary>
internal readonly record struct Device(string? Class, string? Os, string? Browser);

/// <summary>Which device does a User-Agent header speak of? Only what matters for targeting; no versions.</summary>
/// <remarks>
/// Every browser pretends to be others, so the order counts: the most particular word first. See the "User-Agent" page
/// and "Browser detection using the user agent" of MDN.
/// </remarks>
internal static class UserAgent
{
    private static readonly (string Word, string Browser)[] _browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("Edge/", "Edge"),
        ("OPR/", "Opera"), ("OPT/", "Opera"), ("Opera", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"), ("YaBrowser/", "Yandex"), ("Vivaldi/", "Vivaldi"),
        ("UCBrowser/", "UC Browser"), ("DuckDuckGo/", "DuckDuckGo"), ("Ddg/", "DuckDuckGo"),
        ("FxiOS/", "Firefox"), ("Firefox/", "Firefox"),
        ("CriOS/", "Chrome"), ("HeadlessChrome/", "Chrome"), ("Chrome/", "Chrome"), ("Chromium/", "Chrome"),
        ("Trident/", "Internet Explorer"), ("MSIE ", "Internet Explorer"),
    ];

    private static readonly (string Word, string Os)[] _systems =
    [
        ("Windows Phone", "Windows Phone"), ("Windows", "Windows"),
        ("iPhone", "iOS"), ("iPad", "iOS"), ("iPod", "iOS"), ("AppleTV", "tvOS"), ("Apple TV", "tvOS"),
        ("Android", "Android"), ("CrOS", "ChromeOS"), ("Tizen", "Tizen"), ("Web0S", "webOS"), ("webOS", "webOS"),
        ("Macintosh", "macOS"), ("Mac OS X", "macOS"), ("FreeBSD", "FreeBSD"), ("Linux", "Linux"), ("X11", "Linux"),
    ];

    private static readonly string[] _robots =
    [
        "bot/", "bot;", "Bot/", "spider", "Spider", "crawler", "Crawler", "Slurp", "facebookexternalhit", "Lighthouse",
    ];

    private static readonly string[] _televisions =
    [
        "SMART-TV", "SmartTV", "Smart TV", "AppleTV", "Apple TV", "Web0S", "GoogleTV", "BRAVIA", "AFT", "Roku", "HbbTV",
    ];

    private static readonly string[] _tablets = ["iPad", "Tablet", "Kindle", "Silk/", "PlayBook"];

    public static Device Read(ReadOnlySpan<char> text)
    {
        // No browser leaves this word out; programs that fetch (curl, node, okhttp) send no more than their name.
        if (!text.Contains("Mozilla/", StringComparison.Ordinal) && !text.StartsWith("Opera/"))
            return new(ContainsAny(text, _robots) ? "bot" : null, null, null);
        var os = First(text, _systems);
        return new(ClassOf(text, os), os, First(text, _browsers) ?? Safari(text, os));
    }

    private static string? ClassOf(ReadOnlySpan<char> text, string? os)
    {
        if (ContainsAny(text, _robots))
            return "bot";
        if (ContainsAny(text, _televisions))
            return "tv";
        if (ContainsAny(text, _tablets))
            return "tablet";
        var mobile = text.Contains("Mobile", StringComparison.Ordinal)
            || text.Contains("Mobi/", StringComparison.Ordinal);
        return os switch
        {
            "iOS" or "Windows Phone" => "mobile",
            "Android" => mobile ? "mobile" : "tablet", // Android's rule: a phone says Mobile, a tablet does not
            null => mobile ? "mobile" : null,
            _ => mobile ? "mobile" : "desktop",
        };
    }

    private static string? Safari(ReadOnlySpan<char> text, string? os) =>
        text.Contains("Safari/", StringComparison.Ordinal) && os is "iOS" or "macOS" ? "Safari" : null;

    private static bool ContainsAny(ReadOnlySpan<char> text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static string? First(ReadOnlySpan<char> text, (string Word, string Meaning)[] words)
    {
        foreach (var (word, meaning) in words)
        {
            if (text.Contains(word, StringComparison.Ordinal))
                return meaning;
        }

        return null;
    }
}
