using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Configuration;
using Actors.Gateway.Rulesets;
using Actors.Gateway.Tests.Hosting;

namespace Actors.Gateway.Tests.GrowthBook;

/// <summary>What does an SDK get that evaluates for itself?</summary>
public sealed class PayloadEndpointTests : IAsyncLifetime
{
    private const string Server = "/api/features/" + Samples.ServerSecret;
    private const string Client = "/api/features/" + Samples.ClientSecret;
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.Start(withDiskCopy: true);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task A_server_key_fetches_the_rules()
    {
        var answer = await Get(Server);
        var body = await Body(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(200, body.GetProperty("status").GetInt32());
        Assert.True(body.GetProperty("features").GetProperty("dark-mode").GetProperty("defaultValue").GetBoolean());
        Assert.Equal(["enabled"], answer.Headers.GetValues("x-sse-support"));
        Assert.Contains("x-sse-support", Exposed(answer), StringComparison.Ordinal);
        Assert.Equal(
            "max-age=30, private, stale-while-revalidate=3600, stale-if-error=36000",
            answer.Headers.CacheControl?.ToString());
        Assert.Equal(["Accept-Encoding", "Origin"], answer.Headers.Vary);
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task It_is_packed_as_the_client_likes_it(string coding)
    {
        var plain = await (await Get(Server)).Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

        var answer = await Get(Server, ("Accept-Encoding", coding));
        var packed = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);

        Assert.Equal([coding], answer.Content.Headers.ContentEncoding);
        using var unpacked = new MemoryStream();
        await using Stream unpacking = coding == "br"
            ? new BrotliStream(packed, CompressionMode.Decompress)
            : new GZipStream(packed, CompressionMode.Decompress);
        await unpacking.CopyToAsync(unpacked, TestContext.Current.CancellationToken);
        Assert.Equal(plain, unpacked.ToArray());
    }

    [Fact]
    public async Task Who_has_the_version_is_told_so_until_there_is_another()
    {
        var tag = (await Get(Server)).Headers.ETag!.ToString();

        var same = await Get(Server, ("If-None-Match", tag), ("Accept-Encoding", "br"));
        _gateway.Live.Serve(Samples.Served(43, Samples.Features), Samples.Now);
        var next = await Get(Server, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(tag, same.Headers.ETag!.ToString());
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.NotEqual(tag, next.Headers.ETag!.ToString());
    }

    [Fact]
    public async Task Its_head_says_what_its_body_would_be()
    {
        var whole = await Get(Server);

        var head = await _gateway.Send(HttpMethod.Head, Server, null);

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Equal(whole.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_client_key_fetches_the_rules_only_where_the_environment_permits_it()
    {
        var refused = await Get(Client);
        Serve(document => document with { ClientKeysMayFetchRules = true });
        var permitted = await Get(Client);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.False(refused.Headers.Contains("x-sse-support"));
        var body = await Body(refused);
        Assert.Equal(403, body.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(body.GetProperty("error").GetString()));
        Assert.Equal(HttpStatusCode.OK, permitted.StatusCode);
        Assert.True(permitted.Headers.CacheControl!.Public);
    }

    [Fact]
    public async Task A_key_with_an_encryption_key_gets_nothing_in_the_clear()
    {
        Serve(document => document with
        {
            Keys = document.Keys.SetItem(
                Samples.ServerKey.Id, Samples.ServerKey with { EncryptionKey = "AAECAwQFBgcICQoLDA0ODw==" }),
        });

        var body = await Body(await Get(Server));

        Assert.Equal("{}", body.GetProperty("features").GetRawText());
        Assert.Contains('.', body.GetProperty("encryptedFeatures").GetString()!);
    }

    [Theory]
    [InlineData("/api/features/")]
    [InlineData("/api/eval/")]
    [InlineData("/sub/")]
    public async Task An_unknown_key_is_refused_for_good_in_GrowthBooks_words(string path)
    {
        var evaluates = path == "/api/eval/";
        var answer = await _gateway.Send(
            evaluates ? HttpMethod.Post : HttpMethod.Get, path + "sdk-wrong", evaluates ? "{}" : null);
        var body = await Body(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["1"], answer.Headers.GetValues("x-unrecoverable"));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(400, body.GetProperty("status").GetInt32());
        Assert.False(string.IsNullOrEmpty(body.GetProperty("error").GetString()));
        Assert.DoesNotContain("sdk-wrong", body.GetRawText(), StringComparison.Ordinal);
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("/api/features/")]
    [InlineData("/sub/")]
    public async Task A_gateway_that_knows_no_key_yet_asks_for_patience(string path)
    {
        await using var starting = await RunningGateway.Start(withDiskCopy: false);

        var answer = await starting.Send(HttpMethod.Get, path + Samples.ServerSecret, null);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.False(answer.Headers.Contains("x-unrecoverable"));
    }

    [Fact]
    public async Task A_page_may_read_what_its_origins_key_lets_it_read()
    {
        Serve(document => document with { ClientKeysMayFetchRules = true });

        var allowed = await Get(Client, ("Origin", Samples.Origin));
        var elsewhere = await Get(Client, ("Origin", "https://elsewhere.example"));
        var preflight = await _gateway.Send(
            HttpMethod.Options, Client, null, ("Origin", Samples.Origin), ("Access-Control-Request-Method", "GET"));

        Assert.Equal([Samples.Origin], allowed.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("x-sse-support", Exposed(allowed), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, elsewhere.StatusCode);
        Assert.False(elsewhere.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Contains(
            "GET", preflight.Headers.GetValues("Access-Control-Allow-Methods").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_in_addresses_are_in_no_log()
    {
        await Get(Server);
        await Get("/api/features/wrong-secret");

        Assert.DoesNotContain(_gateway.Log.Lines, line =>
            line.Text.Contains(Samples.ServerSecret, StringComparison.Ordinal)
            || line.Text.Contains("wrong-secret", StringComparison.Ordinal));
    }

    private void Serve(Func<RulesetDocument, RulesetDocument> change) => _gateway.Live.Serve(
        ServedRuleset.Whole(Samples.Production, change(Samples.Document(43, Samples.Features))), Samples.Now);

    private Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers) =>
        _gateway.Send(HttpMethod.Get, path, null, headers);

    private static string Exposed(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Access-Control-Expose-Headers").Single();

    private static Task<JsonElement> Body(HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
