using System.Net;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Tests.Hosting;
using Actors.Gateway.Tests.Streams;

namespace Actors.Gateway.Tests.Ofrep;

/// <summary>Does every answer keep to the OpenAPI document of OFREP 0.3.0?</summary>
public sealed class OfrepContractTests : IAsyncLifetime
{
    private const string Flags = "/ofrep/v1/evaluate/flags";
    private const string Ada = """{"context":{"targetingKey":"ada","country":"CH"}}""";
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.Start(
        withDiskCopy: true, "--Actors:Gateway:Streams:SpreadMilliseconds=0");

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("dark-mode", Ada, HttpStatusCode.OK, null)]
    [InlineData("banner", Ada, HttpStatusCode.OK, null)]
    [InlineData("by-device", Ada, HttpStatusCode.OK, null)]
    [InlineData("checkout", Ada, HttpStatusCode.OK, null)]
    [InlineData("settings", Ada, HttpStatusCode.OK, null)]
    [InlineData("retired", Ada, HttpStatusCode.OK, null)]
    [InlineData("unreadable", Ada, HttpStatusCode.OK, null)]
    [InlineData("dark-mode", "{", HttpStatusCode.BadRequest, "PARSE_ERROR")]
    [InlineData("dark-mode", "[]", HttpStatusCode.BadRequest, "PARSE_ERROR")]
    [InlineData("dark-mode", """{"context":[]}""", HttpStatusCode.BadRequest, "INVALID_CONTEXT")]
    [InlineData("dark-mode", """{"context":{"targetingKey":""}}""", HttpStatusCode.BadRequest, "TARGETING_KEY_MISSING")]
    [InlineData("nothing", Ada, HttpStatusCode.NotFound, "FLAG_NOT_FOUND")]
    public async Task A_single_answer(string key, string body, HttpStatusCode status, string? errorCode)
    {
        var answer = await _gateway.Ask($"{Flags}/{key}", body);
        var json = await OfrepSchema.Single(answer);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(key, json.GetProperty("key").GetString());
        Assert.Equal(errorCode, json.TryGetProperty("errorCode", out var code) ? code.GetString() : null);
    }

    [Theory]
    [InlineData(Ada, HttpStatusCode.OK, null)]
    [InlineData("nonsense", HttpStatusCode.BadRequest, "PARSE_ERROR")]
    [InlineData("""{"context":1}""", HttpStatusCode.BadRequest, "INVALID_CONTEXT")]
    [InlineData("""{"context":{"targetingKey":null}}""", HttpStatusCode.BadRequest, "TARGETING_KEY_MISSING")]
    public async Task A_bulk_answer(string body, HttpStatusCode status, string? errorCode)
    {
        var answer = await _gateway.Ask(Flags, body);
        var json = await OfrepSchema.Bulk(answer);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(errorCode, json.TryGetProperty("errorCode", out var code) ? code.GetString() : null);
    }

    [Theory]
    [InlineData(Flags)]
    [InlineData(Flags + "/dark-mode")]
    public async Task Whoever_may_not_ask_is_told_so(string path)
    {
        var none = await _gateway.Send(HttpMethod.Post, path, Ada);
        var wrong = await _gateway.Send(HttpMethod.Post, path, Ada, ("X-API-Key", "wrong"));
        var elsewhere = await _gateway.Ask(path, Ada, ("Origin", "https://elsewhere.example"));
        var beside = await _gateway.Ask(
            path, Ada, ("Origin", _gateway.Address.GetLeftPart(UriPartial.Authority)));

        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.Equal(HttpStatusCode.OK, beside.StatusCode);
        foreach (var answer in new[] { none, wrong, elsewhere })
            await OfrepSchema.Single(answer);
    }

    [Fact]
    public async Task A_mistake_of_ours()
    {
        var answer = await _gateway.Ask("/ofrep/v1/fails", Ada);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("GENERAL", (await OfrepSchema.Bulk(answer)).GetProperty("errorCode").GetString());
    }

    [Fact]
    public async Task Who_asks_too_often()
    {
        await using var gateway = await RunningGateway.Start(
            withDiskCopy: true, "--Actors:Gateway:Limits:KeyRequestsPerSecond=1");
        HttpResponseMessage answer;
        do
            answer = await gateway.Ask(Flags, Ada);
        while (answer.StatusCode == HttpStatusCode.OK);

        await OfrepSchema.Bulk(answer);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
    }

    [Fact]
    public async Task There_is_no_configuration_any_more()
    {
        var answer = await _gateway.Client.GetAsync(
            "/ofrep/v1/configuration", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task The_stream_that_a_bulk_answer_names_tells_when_to_ask_again()
    {
        using var stream = await OpenStream.Get(_gateway, await StreamAddress());
        await stream.Next();
        _gateway.Live.Serve(Samples.Served(43, Samples.Features), Samples.Now);

        var data = OfrepSchema.Event((await stream.Next())!);
        var tag = data.GetProperty("etag").GetString();
        var next = await OfrepSchema.Bulk(await _gateway.Ask($"{Flags}?flagConfigEtag={tag}", Ada));

        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(43, next.GetProperty("metadata").GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task The_stream_is_opened_without_the_key_and_ends_with_it()
    {
        var address = await StreamAddress();
        using var stream = await OpenStream.Get(_gateway, address);
        await stream.Next();
        var document = Samples.Document(43);
        _gateway.Live.Serve(
            ServedRuleset.Whole(
                Samples.Production, document with { Keys = document.Keys.Remove(Samples.ClientKey.Id) }),
            Samples.Now);

        using var again = await OpenStream.Get(_gateway, address);

        Assert.DoesNotContain(Samples.ClientSecret, address, StringComparison.Ordinal);
        Assert.DoesNotContain(Samples.Hash(Samples.ClientSecret)[..16], address, StringComparison.Ordinal);
        Assert.Null(await stream.Next());
        Assert.Equal(HttpStatusCode.Unauthorized, again.Status);
    }

    [Fact]
    public async Task Who_was_told_of_a_version_by_another_gateway_gets_it_as_soon_as_it_is_here()
    {
        var asked = _gateway.Ask($"{Flags}?flagConfigEtag=43", Ada);
        _gateway.Live.Serve(Samples.Served(43, Samples.Features), Samples.Now);

        var body = await OfrepSchema.Bulk(await asked);

        Assert.Equal(43, body.GetProperty("metadata").GetProperty("version").GetInt64());
    }

    [Fact]
    public async Task Nobody_waits_for_long_for_a_version_that_does_not_come()
    {
        _gateway.Live.Find(Samples.Production)!.Confirm(_gateway.Time.GetUtcNow());
        var asked = _gateway.Ask($"{Flags}?flagConfigEtag=99999", Ada);
        while (!asked.IsCompleted)
        {
            _gateway.Time.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Yield();
        }

        var body = await OfrepSchema.Bulk(await asked);

        Assert.Equal(42, body.GetProperty("metadata").GetProperty("version").GetInt64());
        Assert.True(body.GetProperty("metadata").GetProperty("stale").GetBoolean());
    }

    [Fact]
    public async Task The_address_of_the_stream_can_be_told_in_full()
    {
        await using var gateway = await RunningGateway.Start(
            withDiskCopy: true, "--Actors:Gateway:Streams:PublicUrl=https://flags.example/edge/");

        var body = await OfrepSchema.Bulk(await gateway.Ask(Flags, Ada));

        Assert.StartsWith(
            "https://flags.example/edge/ofrep/v1/events/",
            body.GetProperty("eventStreams")[0].GetProperty("url").GetString(),
            StringComparison.Ordinal);
    }

    private async Task<string> StreamAddress()
    {
        var body = await OfrepSchema.Bulk(await _gateway.Ask(Flags, Ada));
        return body.GetProperty("eventStreams")[0].GetProperty("endpoint").GetProperty("requestUri").GetString()!;
    }
}
