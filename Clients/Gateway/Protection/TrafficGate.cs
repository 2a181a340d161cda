using Actors.Gateway.Telemetry;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>May this request come in now? Refuses early, before anything is read.</summary>
internal sealed class TrafficGate(
    RequestDelegate next,
    LoadShedder load,
    RequestRates rates,
    GatewayMetrics metrics,
    IOptions<GatewaySettings> settings)
{
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context)
    {
        var traffic = TrafficClasses.Of(context);
        if (traffic == TrafficClass.Essential)
            return next(context);

        if (rates.RefuseAddress(context) is { } wait)
        {
            metrics.Limited("address");
            return ProblemResponse.Write(
                context, ProblemKind.TooManyRequests, "This address asks too often.", wait);
        }

        if (traffic == TrafficClass.Administration)
            WidenBody(context);
        return load.TryEnter(traffic) ? Go(context, traffic) : Shed(context, traffic);
    }

    private async Task Go(HttpContext context, TrafficClass traffic)
    {
        try
        {
            await next(context);
        }
        finally
        {
            load.Leave(traffic);
        }
    }

    // The server's own limit is the small one, of evaluations: what is not administration never gets more.
    private void WidenBody(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>() is not null)
            return; // it has a limit of its own, which routing has set
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = settings.Value.Limits.AdministrationBodyBytes;
    }

    private Task Shed(HttpContext context, TrafficClass traffic)
    {
        metrics.Shed(traffic.ToString().ToLowerInvariant());
        return ProblemResponse.Write(context, ProblemKind.Overloaded, null, _comeBackAfter);
    }
}
