using Actors.Gateway.Protection;
using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Builder;

namespace Actors.Gateway.Tests;

public sealed class SettingsTests
{
    [Fact]
    public void The_defaults_are_right() => Assert.Empty(new GatewaySettings().Mistakes());

    [Fact]
    public void Every_mistake_is_a_sentence_that_names_its_setting()
    {
        var builder = WebApplication.CreateBuilder([
            "--Actors:Gateway:StaleAfterSeconds=1", "--Actors:Gateway:Limits:BodyBytes=1",
            "--Actors:Gateway:Limits:ShedStreamsAt=1", "--Actors:Gateway:Enrichment:Override:0=shoeSize",
            "--Actors:Gateway:Allocation:BudgetMilliseconds=0",
        ]);

        var mistakes = Assert.Throws<ConfigurationException>(builder.AddActorsGateway).Mistakes;

        Assert.Collection(
            mistakes,
            mistake => Assert.StartsWith("Actors:Gateway:StaleAfterSeconds must be 2 to 3,600", mistake,
                StringComparison.Ordinal),
            mistake => Assert.StartsWith("Actors:Gateway:Limits:BodyBytes must be", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith("Actors:Gateway:Limits must shed", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith(
                "Actors:Gateway:Allocation:BudgetMilliseconds must be 1 to 5,000", mistake, StringComparison.Ordinal),
            mistake => Assert.Contains("shoeSize", mistake, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_however_deep_it_stands()
    {
        var builder = WebApplication.CreateBuilder([
            "--Actors:Gateway:Limits:BodyBytes=abc", "--Actors:Gateway:Enrichment:Enabled=maybe",
            "--Actors:Gateway:TallyCapacity=many",
        ]);

        var mistakes = Assert.Throws<ConfigurationException>(builder.AddActorsGateway).Mistakes;

        Assert.Equal(
            [
                "Actors:Gateway:TallyCapacity is \"many\", which is no whole number.",
                "Actors:Gateway:Limits:BodyBytes is \"abc\", which is no whole number.",
                "Actors:Gateway:Enrichment:Enabled is \"maybe\", which is neither true nor false.",
            ],
            mistakes);
        Assert.Equal(Launch.BadConfiguration, await Launch.Run(
            ["--Actors:Gateway:Limits:BodyBytes=abc"], gateway => gateway.AddActorsGateway(), _ => { }));
    }

    [Fact]
    public void A_value_where_settings_stand_is_a_mistake()
    {
        var builder = WebApplication.CreateBuilder(["--Actors:Gateway:Limits=abc"]);

        var mistake = Assert.Single(Assert.Throws<ConfigurationException>(builder.AddActorsGateway).Mistakes);

        Assert.Equal("Actors:Gateway:Limits is \"abc\", but it has settings of its own and no value.", mistake);
    }

    [Fact]
    public void What_is_right_is_read_however_deep_it_stands()
    {
        var builder = WebApplication.CreateBuilder([
            "--Actors:Gateway:Limits:BodyBytes=2048", "--Actors:Gateway:Enrichment:Override:0=country",
            "--Actors:Gateway:Enrichment:CountryHeaders:0=X-Country",
        ]);

        var settings = builder.AddSettings<GatewaySettings>(GatewaySettings.Section);

        Assert.Equal((2048, new LimitSettings().Headers), (settings.Limits.BodyBytes, settings.Limits.Headers));
        Assert.Equal(["country"], settings.Enrichment.Override);
        Assert.Equal(["X-Country"], settings.Enrichment.EffectiveCountryHeaders);
    }
}
