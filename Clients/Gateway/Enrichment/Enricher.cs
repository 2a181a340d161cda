using System.Collections.Frozen;
using Actors.Evaluation;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Enrichment;

/// <summary>
/// What can the gateway add to what the client said of itself? The client's own word stands, unless configured.
/// </summary>
internal sealed class Enricher
{
    private readonly bool _enabled;
    private readonly string[] _countryHeaders;
    private readonly FrozenSet<string> _overrides;

    public Enricher(IOptions<GatewaySettings> settings)
    {
        var enrichment = settings.Value.Enrichment;
        _enabled = enrichment.Enabled;
        _countryHeaders = enrichment.EffectiveCountryHeaders;
        _overrides = enrichment.Override.ToFrozenSet(StringComparer.Ordinal);
    }

    public void Enrich(Subject subject, IHeaderDictionary headers)
    {
        if (!_enabled)
            return;
        if (subject.IsAskedFor("deviceClass") || subject.IsAskedFor("os") || subject.IsAskedFor("browser"))
        {
            var device = ReadDevice(headers);
            Set(subject, "deviceClass", device.Class);
            Set(subject, "os", device.Os);
            Set(subject, "browser", device.Browser);
        }

        if (subject.IsAskedFor("language"))
            Set(subject, "language", HeaderValues.Language(headers.AcceptLanguage));
        if (subject.IsAskedFor("country"))
            Set(subject, "country", ReadCountry(headers));
    }

    /// <summary>All that can be added, whether a rule asks for it or not; the client's own word stands.</summary>
    /// <param name="isSaid">Whether the client said it.</param>
    public IEnumerable<(string Name, string Value)> All(IHeaderDictionary headers, Func<string, bool> isSaid)
    {
        if (!_enabled)
            return [];
        var device = ReadDevice(headers);
        (string Name, string? Value)[] found =
        [
            ("deviceClass", device.Class), ("os", device.Os), ("browser", device.Browser),
            ("language", HeaderValues.Language(headers.AcceptLanguage)), ("country", ReadCountry(headers)),
        ];
        return from one in found
               where one.Value is not null && (_overrides.Contains(one.Name) || !isSaid(one.Name))
               select (one.Name, one.Value);
    }

    private static Device ReadDevice(IHeaderDictionary headers)
    {
        var device = UserAgent.Read(headers.UserAgent.ToString());
        return new(
            ClientHints.IsMobile(headers["Sec-CH-UA-Mobile"]) ? "mobile" : device.Class,
            ClientHints.Os(headers["Sec-CH-UA-Platform"]) ?? device.Os,
            ClientHints.Browser(headers["Sec-CH-UA"]) ?? device.Browser);
    }

    private string? ReadCountry(IHeaderDictionary headers)
    {
        foreach (var header in _countryHeaders)
        {
            if (HeaderValues.Country(headers[header]) is { } country)
                return country;
        }

        return null;
    }

    private void Set(Subject subject, string name, string? value)
    {
        if (value is null)
            return;
        if (_overrides.Contains(name))
            subject.Override(name, value);
        else
            subject.SetDefault(name, value);
    }
}
