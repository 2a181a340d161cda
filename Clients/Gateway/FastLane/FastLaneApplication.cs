using System.Diagnostics;
using Actors.Gateway.Telemetry;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Abstractions;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Gateway.FastLane;

/// <summary>Which way does a request go: the fast lane, or through the whole web application?</summary>
internal sealed class FastLaneApplication(
    FastLaneRoutes routes, GatewayMetrics metrics, IServiceScopeFactory scopes) : IHttpApplication<FastLaneRequest>
{
    private static readonly ActivitySource _traces = new(GatewayMetrics.MeterName);

    private volatile ApplicationBehind? _behind;

    /// <summary>Null while the process is being put together.</summary>
    public ApplicationBehind? Behind
    {
        get => _behind;
        set => _behind = value;
    }

    public FastLaneRequest CreateContext(IFeatureCollection contextFeatures)
    {
        var request = Reused(contextFeatures);
        request.Http.Initialize(contextFeatures);
        request.Route = routes.Find(request.Http);
        if (request.Route is not null || Behind is not { } behind)
        {
            request.StartedAt = Stopwatch.GetTimestamp();
            request.Route ??= routes.NotYet;
            request.Trace = _traces.HasListeners() ? Trace(request.Http.Request, request.Route) : null;
            return request;
        }

        request.Http.Uninitialize();
        request.Behind = behind;
        request.Context = behind.Create(contextFeatures);
        return request;
    }

    public Task ProcessRequestAsync(FastLaneRequest context) =>
        context.Behind is { } behind ? behind.Process(context.Context!) : context.Route!.Answer(context.Http);

    public void DisposeContext(FastLaneRequest context, Exception? exception)
    {
        if (context.Behind is { } behind)
        {
            behind.Dispose(context.Context!, exception);
            (context.Behind, context.Context) = (null, null);
            return;
        }

        var status = context.Http.Response.StatusCode;
        metrics.Answered(status, Stopwatch.GetElapsedTime(context.StartedAt));
        context.Trace?.SetTag("http.response.status_code", status).Dispose();
        (context.Route, context.Trace) = (null, null);
        context.Http.Uninitialize();
    }

    private static Activity? Trace(HttpRequest request, FastLaneRoute route) => _traces
        .StartActivity("config request", ActivityKind.Server, request.Headers.TraceParent.ToString())?
        .SetTag("http.request.method", request.Method)
        .SetTag("http.route", route.Template);

    private FastLaneRequest Reused(IFeatureCollection features) =>
        features is IHostContextContainer<FastLaneRequest> kept
            ? kept.HostContext ??= Make()
            : Make();

    private FastLaneRequest Make() => new() { Http = new DefaultHttpContext { ServiceScopeFactory = scopes } };
}
