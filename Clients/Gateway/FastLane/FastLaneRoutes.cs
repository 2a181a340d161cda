using Actors.Gateway.GrowthBook;
using Actors.Gateway.Ofrep;
using Actors.Gateway.Protection;

namespace Actors.Gateway.FastLane;

/// <summary>
/// Which requests need nothing of the web application? Well-formed config requests; whatever is odd about one (its
/// method, its content type, a preflight) is the application's to judge, which maps the same handlers.
/// </summary>
internal sealed class FastLaneRoutes
{
    private const string Flags = "/ofrep/v1/evaluate/flags";
    private const string Payloads = "/api/features/";
    private const string Remote = "/api/eval/";
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    private readonly FastLaneRoute _bulk;
    private readonly FastLaneRoute _single;
    private readonly FastLaneRoute _payload;
    private readonly FastLaneRoute _remote;

    public FastLaneRoutes(IServiceProvider services)
    {
        var ofrep = services.GetRequiredService<OfrepHandler>();
        _bulk = Protected(services, Flags, ofrep.Bulk);
        _single = Protected(services, Flags + "/{key}", ofrep.Single);
        _payload = Protected(services, Payloads + "{clientKey}", services.GetRequiredService<PayloadHandler>().Get);
        _remote = Protected(
            services, Remote + "{clientKey}", services.GetRequiredService<RemoteEvaluationHandler>().Post);
        NotYet = Protected(services, "", Starting);
    }

    /// <summary>Tells that the process is still being put together.</summary>
    public FastLaneRoute NotYet { get; }

    /// <summary>Null: the application answers.</summary>
    public FastLaneRoute? Find(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        if (HttpMethods.IsPost(request.Method))
        {
            if (!path.StartsWith(Flags, StringComparison.Ordinal))
                return Below(Remote, GrowthBookGate.Key, _remote);
            if (!SaysJson(request))
                return null;
            return path.Length == Flags.Length ? _bulk : Below(Flags + "/", "key", _single);
        }

        return HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)
            ? Below(Payloads, GrowthBookGate.Key, _payload)
            : null;

        FastLaneRoute? Below(string parent, string name, FastLaneRoute route)
        {
            if (path.Length == parent.Length
                || !path.StartsWith(parent, StringComparison.Ordinal)
                || path.AsSpan(parent.Length).Contains('/'))
                return null;
            request.RouteValues[name] = path[parent.Length..];
            return route;
        }
    }

    private static bool SaysJson(HttpRequest request) =>
        request.ContentType?.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) == true;

    // The same, in the same order, as in front of the application's endpoints: see GatewayHost.
    private static FastLaneRoute Protected(IServiceProvider services, string template, RequestDelegate handler)
    {
        var gate = ActivatorUtilities.CreateInstance<TrafficGate>(services, handler);
        var origins = ActivatorUtilities.CreateInstance<CrossOrigin>(services, (RequestDelegate)gate.InvokeAsync);
        var boundary = ActivatorUtilities.CreateInstance<ErrorBoundary>(
            services, (RequestDelegate)origins.InvokeAsync);
        return new FastLaneRoute(template, boundary.InvokeAsync);
    }

    private static Task Starting(HttpContext context) =>
        ProblemResponse.Write(context, ProblemKind.Starting, null, _comeBackAfter);
}
