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
        ]);

        var mistakes = Assert.Throws<ConfigurationException>(builder.AddActorsGateway).Mistakes;

        Assert.Collection(
            mistakes,
            mistake => Assert.StartsWith("Actors:Gateway:StaleAfterSeconds must be 2 to 3,600", mistake,
                StringComparison.Ordinal),
            mistake => Assert.StartsWith("Actors:Gateway:Limits:BodyBytes must be", mistake, StringComparison.Ordinal),
            mistake => Assert.StartsWith("Actors:Gateway:Limits must shed", mistake, StringComparison.Ordinal),
            mistake => Assert.Contains("shoeSize", mistake, StringComparison.Ordinal));
    }
}
