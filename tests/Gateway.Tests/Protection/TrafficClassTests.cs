using Actors.Gateway.Protection;
using Microsoft.AspNetCore.Http;

namespace Actors.Gateway.Tests.Protection;

public sealed class TrafficClassTests
{
    [Theory]
    [InlineData("/health/live", "Essential")]
    [InlineData("/Health/ready", "Essential")]
    [InlineData("/metrics", "Essential")]
    [InlineData("/metricsandmore", "Administration")]
    [InlineData("/ofrep/v1/evaluate/flags", "Evaluation")]
    [InlineData("/v1/projects", "Administration")]
    [InlineData("/openapi/v1.json", "Administration")]
    [InlineData("/scalar/", "Administration")]
    [InlineData("/dashboard", "Administration")]
    [InlineData("/", "Administration")]
    [InlineData("/no/such/thing", "Administration")]
    public void Only_health_and_metrics_are_never_refused(string path, string expected)
    {
        var context = new DefaultHttpContext();
        context.Request.Path = path;

        Assert.Equal(expected, TrafficClasses.Of(context).ToString());
    }
}
