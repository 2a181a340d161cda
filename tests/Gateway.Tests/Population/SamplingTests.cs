using System.Collections.Immutable;
using System.Net;
using Actors.Gateway.Tests.Hosting;
using Actors.Gateway.Tests.Rulesets;
using Actors.Harness;
using Actors.Population;

namespace Actors.Gateway.Tests.Population;

/// <summary>What does a gateway keep of those who ask it, and what does it tell its region?</summary>
public sealed class SamplingTests
{
    private const string Flags = "/ofrep/v1/evaluate/flags";

    [Fact]
    public async Task Whoever_asks_for_flags_is_sampled_once_cleaned_and_enriched()
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: true);
        const string Body = """{"context":{"targetingKey":"ada","plan":"pro","email":"ada@example.com"}}""";

        foreach (var path in new[] { Flags, Flags + "/banner", Flags })
        {
            var answer = await gateway.Ask(path, Body, ("CF-IPCountry", "CH"));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        var sighting = Assert.Single(Waiting(gateway));
        Assert.Contains("""{"targetingKey":"ada","plan":"pro",""", sighting.Context, StringComparison.Ordinal);
        Assert.Contains("\"country\":\"CH\"", sighting.Context, StringComparison.Ordinal);
        Assert.Equal(["email"], sighting.Removed.AsEnumerable());
    }

    [Fact]
    public async Task GrowthBooks_remote_evaluation_is_sampled_too_and_knows_the_same_subject()
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: true);

        await gateway.Ask(Flags, """{"context":{"targetingKey":"ada"}}""");
        var answer = await gateway.Ask($"/api/eval/{Samples.ClientSecret}", """{"attributes":{"id":"ada"}}""");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(Waiting(gateway));
        await gateway.Ask($"/api/eval/{Samples.ClientSecret}", """{"attributes":{"id":"bob","age":41}}""");

        Assert.Contains(
            Waiting(gateway), one => one.Context.StartsWith("""{"id":"bob","age":41""", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{"context":{}}""")]
    [InlineData("""{"context":{"country":"CH"}}""")]
    [InlineData("""{"context":{"targetingKey":""}}""")]
    [InlineData("""{"context":7}""")]
    [InlineData("{")]
    public async Task Nobody_is_sampled_who_cannot_be_told_apart(string body)
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: true);

        await gateway.Ask(Flags, body);

        Assert.Empty(Waiting(gateway));
    }

    [Fact]
    public async Task Sampling_can_be_switched_off()
    {
        await using var gateway = await RunningGateway.Start(
            withDiskCopy: true, "--Actors:Gateway:Population:Enabled=false");

        await gateway.Ask(Flags, """{"context":{"targetingKey":"ada"}}""");

        Assert.Empty(Waiting(gateway));
    }

    [Fact]
    public async Task The_region_is_told_once_of_each()
    {
        var region = new FakeRegion();
        await using var gateway = await RunningGateway.StartIn(region);
        await gateway.Ask(Flags, """{"context":{"targetingKey":"ada"}}""");

        await Until.True(
            () =>
            {
                gateway.Time.Advance(TimeSpan.FromSeconds(5));
                return !region.Population.Offered.IsEmpty && Waiting(gateway).IsEmpty;
            },
            "the region was told of ada");
        await gateway.Ask(Flags, """{"context":{"targetingKey":"ada"}}""");

        Assert.Empty(Waiting(gateway));
        Assert.Contains("\"ada\"", Assert.Single(region.Population.Offered).Context, StringComparison.Ordinal);
    }

    private static ImmutableArray<Sighting> Waiting(RunningGateway gateway) =>
        gateway.Live.Find(Samples.Production)!.Seen.Waiting();
}
