namespace Actors.Gateway.Enrichment;

/// <summary>
/// Which device do the client hints speak of? They are what a browser says of itself when it need not pretend.
/// </summary>
/// <remarks>User-Agent Client Hints, W3C: values are structured fields (RFC 9651), strings are in quotes.</remarks>
internal static class ClientHints
{
    private static readonly (string Brand, string Browser)[] _brands =
    [
        ("Microsoft Edge", "Edge"), ("Opera", "Opera"), ("Brave", "Brave"), ("Samsung Internet", "Samsung Internet"),
        ("YaBrowser", "Yandex"), ("Vivaldi", "Vivaldi"), ("DuckDuckGo", "DuckDuckGo"),
        ("Google Chrome", "Chrome"), ("HeadlessChrome", "Chrome"), ("Chromium", "Chrome"),
    ];

    /// <param name="brands">Sec-CH-UA.</param>
    public static string? Browser(string? brands)
    {
        if (string.IsNullOrEmpty(brands))
            return null;
        foreach (var (brand, browser) in _brands)
        {
            if (brands.Contains(brand, StringComparison.Ordinal))
                return browser;
        }

        return null;
    }

    /// <param name="platform">Sec-CH-UA-Platform.</param>
    public static string? Os(string? platform) => platform?.Trim('"', ' ') switch
    {
        "Windows" => "Windows",
        "macOS" => "macOS",
        "Linux" => "Linux",
        "Android" => "Android",
        "iOS" => "iOS",
        "Chrome OS" or "Chromium OS" or "ChromeOS" => "ChromeOS",
        _ => null,
    };

    /// <summary>Of a tablet the hint says "not mobile", so only a yes is the whole truth.</summary>
    /// <param name="mobile">Sec-CH-UA-Mobile.</param>
    public static bool IsMobile(string? mobile) => mobile == "?1";
}
