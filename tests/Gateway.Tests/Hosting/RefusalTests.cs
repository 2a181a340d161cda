using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
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

    [Fact]
    public async Task Who_has_too_many_requests_under_way_is_refused_another()
    {
        await using var gateway = await RunningGateway.Start(
            withDiskCopy: true, "--Actors:Gateway:Limits:AddressRequestsUnderWay=1");
        using var slow = new TcpClient();
        await slow.ConnectAsync(gateway.Address.Host, gateway.Address.Port, TestContext.Current.CancellationToken);
        using var lines = new StreamReader(slow.GetStream());
        await slow.GetStream().WriteAsync(
            Encoding.ASCII.GetBytes($"POST {Flag} HTTP/1.1\r\nHost: gateway\r\nX-API-Key: {Samples.ClientSecret}\r\n"
                + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n"),
            TestContext.Current.CancellationToken);

        // Said when somebody begins to wait for the body: from now on the request is under way.
        Assert.Equal("HTTP/1.1 100 Continue", await lines.ReadLineAsync(TestContext.Current.CancellationToken));
        var answer = await gateway.Ask(Flag, "{}");

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
        Assert.Equal("urn:actors:problem:too-many-requests", await TypeOf(answer));
    }

    [Theory]
    [InlineData("/ofrep/v1/evaluate/flags/checkout", "\"{0}\"", HttpStatusCode.BadRequest)]
    [InlineData("/ofrep/v1/evaluate/flags", "\"{0}\"", HttpStatusCode.BadRequest)]
    [InlineData("/ofrep/v1/evaluate/flags/checkout", "[[\"{0}\"]]", HttpStatusCode.BadRequest)]
    [InlineData("/ofrep/v1/evaluate/flags/dark-mode", "\"{0}\"", HttpStatusCode.OK)]
    public async Task What_a_percentage_would_hash_may_not_be_long(string path, string value, HttpStatusCode expected)
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: true);
        var context = value.Replace("{0}", new string('k', 1025), StringComparison.Ordinal);

        var answer = await gateway.Ask(path, $"{{\"context\":{{\"id\":{context}}}}}");

        Assert.Equal(expected, answer.StatusCode);
        if (expected == HttpStatusCode.BadRequest)
            Assert.Equal("urn:actors:problem:invalid-context", await TypeOf(answer));
    }

    private static async Task<string?> TypeOf(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken))
        .GetProperty("type").GetString();
}
