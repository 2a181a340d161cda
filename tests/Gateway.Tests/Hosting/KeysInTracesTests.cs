using System.Diagnostics;
using Actors.Gateway.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry.Instrumentation.AspNetCore;

namespace Actors.Gateway.Tests.Hosting;

public sealed class KeysInTracesTests
{
    [Theory]
    [InlineData("/api/features/secret", "/api/features/")]
    [InlineData("/api/eval/secret", "/api/eval/")]
    [InlineData("/SUB/secret/more/", "/sub/")]
    [InlineData("/ofrep/v1/events/secret", "/ofrep/v1/events/")]
    [InlineData("/ofrep/v1/evaluate/flags/banner", "/ofrep/v1/evaluate/flags/banner")]
    [InlineData("/v1/projects/shop", "/v1/projects/shop")]
    public void A_trace_shows_the_address_without_the_key(string path, string shown)
    {
        using var trace = new Activity("request");
        trace.SetTag("url.path", path);
        var context = new DefaultHttpContext();
        context.Request.Path = path;

        KeysInTraces.Hide(trace, context.Request);

        Assert.Equal(shown, trace.GetTagItem("url.path"));
    }

    [Fact]
    public async Task Every_gateway_does_so()
    {
        await using var gateway = await RunningGateway.Start(withDiskCopy: false);

        var options = gateway.Services.GetRequiredService<IOptions<AspNetCoreTraceInstrumentationOptions>>().Value;

        Assert.Equal(KeysInTraces.Hide, options.EnrichWithHttpRequest);
    }
}
