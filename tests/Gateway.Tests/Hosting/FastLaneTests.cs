using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Actors.Gateway.Telemetry;

namespace Actors.Gateway.Tests.Hosting;

/// <summary>Which requests are answered without the web application, and even before there is one?</summary>
public sealed class FastLaneTests : IAsyncLifetime
{
    private const string Flag = "/ofrep/v1/evaluate/flags/dark-mode";
    private const string Ada = """{"context":{"targetingKey":"ada"}}""";
    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.Open(withDiskCopy: true);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Theory]
    [InlineData("/ofrep/v1/evaluate/flags")]
    [InlineData(Flag)]
    public async Task A_process_that_is_still_starting_answers_from_its_disk_copy(string path)
    {
        var answer = await _gateway.Ask(path, Ada);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.True((await Body(answer)).GetProperty("metadata").GetProperty("stale").GetBoolean());
    }

    [Fact]
    public async Task It_answers_GrowthBooks_SDKs_too()
    {
        var payload = await _gateway.Client.GetAsync(
            "/api/features/" + Samples.ServerSecret, TestContext.Current.CancellationToken);
        var values = await _gateway.Send(
            HttpMethod.Post, "/api/eval/" + Samples.ClientSecret, """{"attributes":{"id":"ada"}}""");

        Assert.True((await Body(payload)).GetProperty("features").TryGetProperty("dark-mode", out _));
        Assert.True((await Body(values)).GetProperty("features").TryGetProperty("dark-mode", out _));
    }

    [Theory]
    [InlineData("/v1/projects")]
    [InlineData("/health/live")]
    [InlineData("/nowhere")]
    public async Task What_needs_the_application_is_asked_to_come_back(string path)
    {
        var answer = await _gateway.Client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("1", answer.Headers.RetryAfter?.ToString());
        Assert.Equal("urn:actors:problem:starting", (await Body(answer)).GetProperty("type").GetString());
    }

    [Fact]
    public async Task The_application_takes_over_at_the_same_address()
    {
        await _gateway.Begin();

        var live = await _gateway.Client.GetAsync("/health/live", TestContext.Current.CancellationToken);
        var flag = await _gateway.Ask(Flag, Ada);
        var nowhere = await _gateway.Client.GetAsync("/nowhere", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
        Assert.Equal(HttpStatusCode.OK, flag.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Theory]
    [InlineData("GET", Flag, HttpStatusCode.MethodNotAllowed)]
    [InlineData("POST", Flag + "/rules", HttpStatusCode.NotFound)]
    [InlineData("POST", "/ofrep/v1/evaluate/flagsx", HttpStatusCode.NotFound)]
    public async Task Whatever_is_odd_is_judged_by_the_application(string method, string path, HttpStatusCode status)
    {
        await _gateway.Begin();

        var answer = await _gateway.Send(new HttpMethod(method), path, Ada);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Its_requests_are_measured_and_traced()
    {
        await _gateway.Begin();
        var traces = new List<Activity>();
        using var collector = new ActivityListener
        {
            ShouldListenTo = source => source.Name == GatewayMetrics.MeterName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => { lock (traces) traces.Add(activity); },
        };
        ActivitySource.AddActivityListener(collector);

        const string Trace = "0af7651916cd43dd8448eb211c80319c";
        await _gateway.Ask(Flag, Ada, ("traceparent", $"00-{Trace}-b7ad6b7169203331-01"));
        await _gateway.Ask(Flag, Ada); // the same connection: the request before is over
        var metrics = await _gateway.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);

        Assert.Contains("actors_gateway_config_request_seconds_count{", metrics, StringComparison.Ordinal);
        lock (traces)
            Assert.Contains(traces, trace =>
                trace.TraceId.ToHexString() == Trace && 200.Equals(trace.GetTagItem("http.response.status_code")));
    }

    private static Task<JsonElement> Body(HttpResponseMessage answer) =>
        answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
}
