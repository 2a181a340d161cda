using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Actors.Gateway.Tests.Hosting;

public sealed class RefusalTests
{
    private const string Flag = "/ofrep/v1/evaluate/flags/dark-mode";

    [Fact]
    public async Task A_gateway_that_knows_no_key_yet_asks_for_patience_instead_of_calling_keys_wrong()
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: false);

        var answer = await gateway.Ask(Flag, "{}");

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.Equal("urn:actors:problem:starting", await TypeOf(answer));
    }

    [Fact]
    public async Task A_wrong_key_is_called_wrong_by_a_gateway_that_knows_its_keys()
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: true);

        var answer = await gateway.Send(HttpMethod.Post, Flag, "{}", ("X-API-Key", "wrong"));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
        Assert.Equal("urn:actors:problem:sdk-key-unknown", await TypeOf(answer));
    }

    [Theory]
    [InlineData("--Actors:Gateway:Limits:KeyRequestsPerSecond=1")]
    [InlineData("--Actors:Gateway:Limits:AddressRequestsPerSecond=1")]
    public async Task Who_asks_too_often_is_told_when_to_come_back(string setting)
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: true, setting);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gateway.Ask(Flag, "{}")));

        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        var refused = answers.First(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        var body = await refused.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("urn:actors:problem:too-many-requests", body.GetProperty("type").GetString());
        Assert.Equal("GENERAL", body.GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task A_trusted_proxy_names_the_address()
    {
        await using var gateway = await RunningGateway.Start(
            withDiskCopy: true,
            "--Actors:Gateway:Limits:AddressRequestsPerSecond=1",
            "--Actors:Gateway:Limits:AddressHeader=X-Forwarded-For");

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            client => gateway.Ask(Flag, "{}", ("X-Forwarded-For", $"spoofed, 10.0.0.{client}"))));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.OK, answer.StatusCode));
    }

    private static async Task<string?> TypeOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
        .GetProperty("type").GetString();
}
