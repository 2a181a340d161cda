using Actors.Gateway.Telemetry;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Protection;

/// <summary>May this request come in now? Refuses early, before anything is read.</summary>
internal sealed class TrafficGate(
    RequestDelegate next,
    LoadShedder load,
    ClientAddresses addresses,
    RequestRates rates,
    RequestsUnderWay underWay,
    GatewayMetrics metrics,
    IOptions<GatewaySettings> settings)
{
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    public Task InvokeAsync(HttpContext context)
    {
        var traffic = TrafficClasses.Of(context);
        if (traffic == TrafficClass.Essential)
            return next(context);

        var address = addresses.Of(context);
        if (rates.RefuseAddress(address) is { } wait)
            return Refuse(context, "This address asks too often.", wait);
        if (!underWay.TryEnter(address, traffic))
            return Refuse(context, "This address has too many requests under way.", _comeBackAfter);
        if (TrafficClasses.IsAdministration(context.Request.Path))
            WidenBody(context);
        return Go(context, traffic, address);
    }

    private async Task Go(HttpContext context, TrafficClass traffic, UInt128 address)
    {
        var entered = load.TryEnter(traffic);
        try
        {
            await (entered ? next(context) : Shed(context, traffic));
        }
        finally
        {
            if (entered)
                load.Leave(traffic);
            underWay.Leave(address, traffic);
        }
    }

    private Task Refuse(HttpContext context, string detail, TimeSpan wait)
    {
        metrics.Limited("address");
        return ProblemResponse.Write(context, ProblemKind.TooManyRequests, detail, wait);
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
