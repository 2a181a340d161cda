using Actors.Gateway.Ofrep;
using Actors.Gateway.Protection;

namespace Actors.Gateway.FastLane;

/// <summary>
/// Which requests need nothing of the web application? Well-formed config requests; whatever is odd about one (its
/// method, its content type, a preflight) is the application's to judge, which maps the same handlers.
/// </summary>
internal sealed class FastLaneRoutes
{
    private const string Evaluations = "/ofrep/v1/evaluate/flags";
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    private readonly RequestDelegate _single;
    private readonly RequestDelegate _bulk;

    public FastLaneRoutes(IServiceProvider services)
    {
        var ofrep = services.GetRequiredService<OfrepHandler>();
        _single = Protected(services, ofrep.Single);
        _bulk = Protected(services, ofrep.Bulk);
        NotYet = Protected(services, Starting);
    }

    /// <summary>Tells that the process is still being put together.</summary>
    public RequestDelegate NotYet { get; }

    /// <summary>Null: the application answers.</summary>
    public RequestDelegate? Find(HttpContext context)
    {
        var request = context.Request;
        var path = request.Path.Value!;
        if (!path.StartsWith(Evaluations, StringComparison.Ordinal)
            || !HttpMethods.IsPost(request.Method)
            || request.ContentType is not { } type
            || !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
            return null;
        if (path.Length == Evaluations.Length)
            return _bulk;
        var key = path.AsSpan(Evaluations.Length);
        if (key.Length < 2 || key[0] != '/' || key[1..].Contains('/'))
            return null;
        request.RouteValues["key"] = key[1..].ToString();
        return _single;
    }

    // The same, in the same order, as in front of the application's endpoints: see GatewayHost.
    private static RequestDelegate Protected(IServiceProvider services, RequestDelegate handler)
    {
        var gate = ActivatorUtilities.CreateInstance<TrafficGate>(services, handler);
        var origins = ActivatorUtilities.CreateInstance<CrossOrigin>(services, (RequestDelegate)gate.InvokeAsync);
        return ActivatorUtilities
            .CreateInstance<ErrorBoundary>(services, (RequestDelegate)origins.InvokeAsync).InvokeAsync;
    }

    private static Task Starting(HttpContext context) =>
        ProblemResponse.Write(context, ProblemKind.Starting, null, _comeBackAfter);
}
