using System.Text;
using Actors.Evaluation;
using Actors.Gateway.Enrichment;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.Enrichment;

public sealed class EnricherTests
{
    private const string Tablet =
        "Mozilla/5.0 (Linux; Android 12; SM-X906C) AppleWebKit/537.36 Chrome/124.0.0.0 Safari/537.36";

    [Fact]
    public void What_the_client_said_stands()
    {
        var subject = Enriched(
            """{"country":"DE","os":null}""", _ => { }, ("CF-IPCountry", "CH"), ("User-Agent", Tablet));

        Assert.Equal("DE", subject.Text("country"));
        Assert.Null(subject.Text("os"));
        Assert.Equal("tablet", subject.Text("deviceClass"));
    }

    [Fact]
    public void A_configured_attribute_is_the_gateways()
    {
        var subject = Enriched(
            """{"country":"DE"}""", settings => settings.Override = ["country"], ("CF-IPCountry", "CH"));

        Assert.Equal("CH", subject.Text("country"));
    }

    [Fact]
    public void Client_hints_are_believed_before_the_user_agent()
    {
        var subject = Enriched(
            "{}",
            _ => { },
            ("User-Agent", Tablet),
            ("Sec-CH-UA", "\"Brave\";v=\"123\", \"Chromium\";v=\"123\""),
            ("Sec-CH-UA-Platform", "\"Windows\""),
            ("Sec-CH-UA-Mobile", "?1"));

        Assert.Equal("Brave", subject.Text("browser"));
        Assert.Equal("Windows", subject.Text("os"));
        Assert.Equal("mobile", subject.Text("deviceClass"));
    }

    [Fact]
    public void The_first_country_header_that_has_one_counts()
    {
        var subject = Enriched(
            "{}", _ => { }, ("CF-IPCountry", "XX"), ("X-Akamai-Edgescape", "country_code=FR,city=PARIS"));

        Assert.Equal("FR", subject.Text("country"));
    }

    [Fact]
    public void Switched_off_it_adds_nothing()
    {
        var subject = Enriched("{}", settings => settings.Enabled = false, ("CF-IPCountry", "CH"));

        Assert.Null(subject.Text("country"));
    }

    private static Subject Enriched(
        string context, Action<EnrichmentSettings> change, params (string Name, string Value)[] headers)
    {
        Assert.True(Subject.TryParse(
            Samples.Curious, Encoding.UTF8.GetBytes(context), out var subject, out _));
        var dictionary = new HeaderDictionary();
        foreach (var (name, value) in headers)
        {
            dictionary[name] = value;
        }

        new Enricher(Samples.Settings(settings => change(settings.Enrichment))).Enrich(subject, dictionary);
        return subject;
    }
}
