namespace Actors.Gateway.Enrichment;

/// <summary>What may the gateway add to a request's context? Section "Actors:Gateway:Enrichment".</summary>
public sealed class EnrichmentSettings
{
    internal static readonly string[] Attributes = ["deviceClass", "os", "browser", "language", "country"];

    private static readonly string[] _defaultCountryHeaders =
        ["CF-IPCountry", "X-Akamai-Edgescape", "CloudFront-Viewer-Country", "X-AppEngine-Country"];

    /// <summary>Whether anything is added at all.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// Headers in which the CDN names the country, the first that has one counts; null: CF-IPCountry,
    /// X-Akamai-Edgescape, CloudFront-Viewer-Country, X-AppEngine-Country. Anybody can send them: a CDN must overwrite
    /// them.
    /// </summary>
    public string[]? CountryHeaders { get; set; }

    /// <summary>
    /// Attributes in which the gateway knows better than the client: of deviceClass, os, browser, language, country.
    /// </summary>
    public string[] Override { get; set; } = [];

    internal string[] EffectiveCountryHeaders => CountryHeaders ?? _defaultCountryHeaders;

    internal IEnumerable<string> Mistakes(string section)
    {
        foreach (var name in Override.Where(name => !Attributes.Contains(name, StringComparer.Ordinal)))
        {
            yield return $"{section}:{nameof(Override)} names '{name}'; it may name {string.Join(", ", Attributes)}.";
        }

        if (EffectiveCountryHeaders.Any(string.IsNullOrWhiteSpace))
            yield return $"{section}:{nameof(CountryHeaders)} must not have blank entries.";
    }
}
