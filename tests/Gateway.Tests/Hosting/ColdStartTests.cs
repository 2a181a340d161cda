using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Gateway.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Serialization;

namespace Actors.Gateway.Tests.Hosting;

/// <summary>What does a gateway answer that has its disk copy, and nothing else in the world?</summary>
public sealed class ColdStartTests : IAsyncLifetime
{
    private const string Flags = "/ofrep/v1/evaluate/flags";
    private const string Ada = """{"context":{"targetingKey":"ada","country":"CH"}}""";
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.Start(withDiskCopy: true);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("dark-mode", "STATIC", "true")]
    [InlineData("banner", "TARGETING_MATCH", "\"Grüezi\"")]
    [InlineData("by-device", "DEFAULT", "0")]
    [InlineData("checkout", "SPLIT", "true")]
    [InlineData("settings", "STATIC", """{"retries":3,"hosts":["a","b"]}""")]
    [InlineData("retired", "DISABLED", null)]
    [InlineData("unreadable", "UNKNOWN", null)]
    public async Task It_answers_and_says_that_it_may_be_out_of_date(string key, string reason, string? value)
    {
        var answer = await _gateway.Ask($"{Flags}/{key}", Ada);
        var body = await Body(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(key, body.GetProperty("key").GetString());
        Assert.Equal(reason, body.GetProperty("reason").GetString());
        Assert.Equal(value, body.TryGetProperty("value", out var found) ? found.GetRawText() : null);
        Assert.Equal(42, body.GetProperty("metadata").GetProperty("version").GetInt64());
        Assert.True(body.GetProperty("metadata").GetProperty("stale").GetBoolean());
        Assert.Equal(["70"], answer.Headers.GetValues("X-Config-Age"));
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        Assert.False(answer.Headers.Contains("Server"));
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
    }

    [Fact]
    public async Task It_answers_all_features_at_once()
    {
        var body = await Body(await _gateway.Ask(Flags, Ada));

        Assert.Equal(
            Samples.Features.Select(feature => feature.Key).Order(StringComparer.Ordinal),
            body.GetProperty("flags").EnumerateArray().Select(flag => flag.GetProperty("key").GetString()));
        Assert.True(body.GetProperty("metadata").GetProperty("stale").GetBoolean());
    }

    [Fact]
    public async Task It_is_no_longer_stale_once_confirmed()
    {
        _gateway.Live.Find(Samples.Production)!.Confirm(_gateway.Time.GetUtcNow());

        var answer = await _gateway.Ask($"{Flags}/dark-mode", Ada);

        Assert.False(answer.Headers.Contains("X-Config-Age"));
        Assert.False((await Body(answer)).GetProperty("metadata").TryGetProperty("stale", out _));
    }

    [Fact]
    public async Task The_same_question_again_costs_nothing()
    {
        var first = await _gateway.Ask(Flags, Ada);
        var tag = first.Headers.ETag!.ToString();

        var same = await _gateway.Ask(Flags, Ada, ("If-None-Match", tag));
        var other = await _gateway.Ask(Flags, Ada.Replace("CH", "DE", StringComparison.Ordinal),
            ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(tag, same.Headers.ETag!.ToString());
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    [Fact]
    public async Task It_adds_what_it_sees_of_the_device()
    {
        var answer = await _gateway.Ask($"{Flags}/by-device", Ada, ("Sec-CH-UA-Mobile", "?1"));

        Assert.Equal("1", (await Body(answer)).GetProperty("value").GetRawText());
    }

    [Fact]
    public async Task It_takes_the_key_from_either_header()
    {
        var answer = await _gateway.Send(
            HttpMethod.Post, $"{Flags}/dark-mode", Ada, ("X-API-Key", Samples.ServerSecret));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Its_health_is_degraded_but_not_failed()
    {
        var answer = await _gateway.Client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        var check = (await Body(answer)).GetProperty("checks").GetProperty("rulesets");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Degraded", check.GetProperty("status").GetString());
        Assert.Equal(
            "version 42, stale, confirmed 70.0 s ago", check.GetProperty("shop/production").GetString());
    }

    [Fact]
    public async Task Its_age_is_a_metric()
    {
        var metrics = await _gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("actors_gateway_config_age_seconds{", metrics, StringComparison.Ordinal);
        Assert.Contains("environment=\"shop/production\"", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_metrics_tell_thousands_of_features_apart()
    {
        var counted = _gateway.Services.GetRequiredService<GatewayMetrics>();
        for (var feature = 0; feature < 3000; feature++)
            counted.Evaluated("shop/production", $"feature-{feature}", "static", 1);

        var metrics = await _gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("feature=\"feature-2999\"", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("otel_metric_overflow", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_questions_stand_in_the_description()
    {
        var document = await Body(
            await _gateway.Client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken));

        var single = document.GetProperty("paths").GetProperty(Flags + "/{key}").GetProperty("post");
        var bulk = document.GetProperty("paths").GetProperty(Flags).GetProperty("post");
        Assert.True(single.GetProperty("responses").TryGetProperty("404", out _));
        Assert.True(bulk.GetProperty("responses").TryGetProperty("304", out _));
    }

    [Fact]
    public async Task A_page_of_the_keys_origin_may_read_the_answer()
    {
        var allowed = await _gateway.Ask(Flags, Ada, ("Origin", Samples.Origin));
        var otherKey = await _gateway.Send(
            HttpMethod.Post, Flags, Ada, ("X-API-Key", Samples.ServerSecret), ("Origin", Samples.Origin));
        var otherOrigin = await _gateway.Ask(Flags, Ada, ("Origin", "https://elsewhere.example"));

        Assert.Equal([Samples.Origin], allowed.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Contains("ETag", allowed.Headers.GetValues("Access-Control-Expose-Headers").Single(),
            StringComparison.Ordinal);
        Assert.Contains("Origin", allowed.Headers.Vary);
        Assert.Contains("Origin", otherOrigin.Headers.Vary);
        Assert.False(otherKey.Headers.Contains("Access-Control-Allow-Origin"));
        Assert.False(otherOrigin.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData(Samples.Origin, HttpStatusCode.NoContent)]
    [InlineData("https://elsewhere.example", HttpStatusCode.Forbidden)]
    public async Task A_preflight_is_let_in_by_any_key(string origin, HttpStatusCode status)
    {
        var answer = await _gateway.Send(
            HttpMethod.Options, Flags, null, ("Origin", origin), ("Access-Control-Request-Method", "POST"));

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(status == HttpStatusCode.NoContent, answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public void What_the_database_threw_at_a_silo_arrives_as_what_it_was()
    {
        var serializer = _gateway.Services.GetRequiredService<Serializer>();

        var arrived = serializer.Deserialize<Exception>(
            serializer.SerializeToArray<Exception>(new NpgsqlException("the database is away")));

        Assert.IsType<NpgsqlException>(arrived);
    }

    [Theory]
    [InlineData("/v1/waits")]
    [InlineData("/v1/loads")]
    public async Task An_engine_that_does_not_answer_is_not_now(string path)
    {
        var answer = await _gateway.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.Equal("urn:actors:problem:not-now", (await Body(answer)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task Administration_without_a_region_is_not_now()
    {
        var asked = _gateway.Send(
            HttpMethod.Get, "/v1/projects", null, ("Authorization", "Bearer actors_admin_0123456789"));
        while (!asked.IsCompleted)
        {
            _gateway.Time.Advance(TimeSpan.FromMilliseconds(5)); // the call is repeated until its budget is spent
            await Task.Yield();
        }

        var answer = await asked;
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("urn:actors:problem:not-now", (await Body(answer)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task A_mistake_of_ours_is_told_without_a_stack_trace()
    {
        var answer = await _gateway.Client.GetAsync("/v1/fails", TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/v1/imports", HttpStatusCode.OK)]
    [InlineData(Flags, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Only_administration_may_send_large_bodies(string path, HttpStatusCode status)
    {
        var answer = await _gateway.Ask(path, new string(' ', 1 << 20));

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Secrets_and_queries_are_in_no_log()
    {
        await _gateway.Ask($"{Flags}/banner?token=query-secret", Ada);
        await _gateway.Send(HttpMethod.Post, Flags, Ada, ("X-API-Key", "wrong-secret"));

        Assert.DoesNotContain(_gateway.Log.Lines, line =>
            line.Text.Contains("query-secret", StringComparison.Ordinal)
            || line.Text.Contains("wrong-secret", StringComparison.Ordinal)
            || line.Text.Contains(Samples.ClientSecret, StringComparison.Ordinal));
    }

    private static Task<JsonElement> Body(HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
