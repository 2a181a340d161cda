using System.Net;
using System.Text.Json;
using Actors.Configuration;
using Actors.Gateway.Tests.Hosting;

namespace Actors.Gateway.Tests.GrowthBook;

/// <summary>What does a subject get that may not see a rule?</summary>
public sealed class RemoteEvaluationTests : IAsyncLifetime
{
    private const string Path = "/api/eval/" + Samples.ClientSecret;

    private static readonly PublishedFeature _trial = new(
        "trial",
        1,
        true,
        """
        {"defaultValue":"no","rules":[
          {"key":"t","condition":{"country":"CH"},"variations":["a","b"],"weights":[0,1]}]}
        """);

    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        _gateway = await RunningGateway.Start(withDiskCopy: true);
        _gateway.Live.Serve(Samples.Served(43, [.. Samples.Features, _trial]), Samples.Now);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Each_feature_collapses_to_what_the_subject_gets()
    {
        var answer = await Post("""{"attributes":{"id":"ada","country":"CH"}}""");
        var text = await Text(answer);
        var body = JsonElement.Parse(text);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(200, body.GetProperty("status").GetInt32());
        Assert.Equal("""{"defaultValue":"Grüezi"}""", body.GetProperty("features").GetProperty("banner").GetRawText());
        Assert.False(body.GetProperty("features").TryGetProperty("retired", out _));
        var track = body.GetProperty("features").GetProperty("trial").GetProperty("rules")[0].GetProperty("tracks")[0];
        Assert.Equal("b", track.GetProperty("result").GetProperty("value").GetString());
        Assert.Equal("""[{},"b"]""", track.GetProperty("experiment").GetProperty("variations").GetRawText());
        Assert.DoesNotContain("condition", text, StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.Equal(["enabled"], answer.Headers.GetValues("x-sse-support"));
        Assert.Equal(
            "2026-11-23T11:59:59.000Z", body.GetProperty("dateUpdated").GetString());
    }

    [Theory]
    [InlineData("""{"forcedFeatures":[["banner","Salü"],["nothing",1]]}""", "banner", "\"Salü\"")]
    [InlineData("""{"forcedFeatures":{"banner":{"a":[1]}}}""", "banner", """{"a":[1]}""")]
    [InlineData("""{"attributes":{"id":"ada","country":"CH"},"forcedVariations":{"t":0}}""", "trial", "\"a\"")]
    [InlineData("""{"attributes":{"id":"ada","country":"CH"},"url":"https://shop.example/?t=0"}""", "trial", "\"a\"")]
    [InlineData("""{"attributes":null,"forcedFeatures":null,"forcedVariations":null,"url":null}""", "trial", "\"no\"")]
    [InlineData("{}", "trial", "\"no\"")]
    public async Task What_the_caller_forces_is_given(string body, string feature, string value)
    {
        var answer = JsonElement.Parse(await Text(await Post(body)));

        Assert.Equal(
            value, answer.GetProperty("features").GetProperty(feature).GetProperty("defaultValue").GetRawText());
    }

    [Fact]
    public async Task Every_key_may_ask()
    {
        var answer = await _gateway.Send(HttpMethod.Post, "/api/eval/" + Samples.ServerSecret, "{}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<HttpResponseMessage> Post(string body) => _gateway.Send(HttpMethod.Post, Path, body);

    private static Task<string> Text(HttpResponseMessage answer) =>
        answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
}
