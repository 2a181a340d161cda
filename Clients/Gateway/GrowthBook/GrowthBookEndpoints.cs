using Actors.Gateway.Protection;

namespace Actors.Gateway.GrowthBook;

/// <summary>What may GrowthBook's SDKs ask, unchanged?</summary>
internal static class GrowthBookEndpoints
{
    private const string Json = "application/json";
    private const string Key = "{" + GrowthBookGate.Key + "}";

    public static void MapGrowthBook(this IEndpointRouteBuilder routes)
    {
        var payload = routes.ServiceProvider.GetRequiredService<PayloadHandler>();
        var evaluation = routes.ServiceProvider.GetRequiredService<RemoteEvaluationHandler>();
        var subscription = routes.ServiceProvider.GetRequiredService<SubscriptionHandler>();
        string[] reading = [HttpMethods.Get, HttpMethods.Head];
        Describe(routes.MapMethods("/api/features/" + Key, reading, payload.Get), payload.Get)
            .WithTrafficClass(TrafficClass.Evaluation)
            .WithName("GetPayload")
            .WithSummary("What does an SDK need to evaluate for itself?")
            .WithDescription(
                "GrowthBook's payload: the features that are switched on, with their rules, and the saved groups. Not "
                + "for client keys, unless the environment lets them read the rules.")
            .Produces(200, Json)
            .Produces(304, null)
            .Produces(403, Json);
        Describe(routes.MapPost("/api/eval/" + Key, evaluation.Post), evaluation.Post)
            .WithTrafficClass(TrafficClass.Evaluation)
            .WithName("EvaluateRemotely")
            .WithSummary("What does this subject get of every feature, without seeing a rule?")
            .WithDescription(
                "GrowthBook's remote evaluation: {attributes, forcedVariations, forcedFeatures, url}. Each feature "
                + "comes back as its value, with the experiments that gave it, of which neither a condition nor "
                + "another value shows.")
            .Produces(200, Json)
            .Produces(413, Json)
            .Produces(415, Json);
        Describe(routes.MapGet("/sub/" + Key, subscription.Get), subscription.Get)
            .WithTrafficClass(TrafficClass.Stream)
            .WithName("Subscribe")
            .WithSummary("What is new, as it is published?")
            .WithDescription(
                "Server-sent events: 'features' with the whole payload, or 'features-updated' for keys that may not "
                + "read the rules.")
            .Produces(200, "text/event-stream");
    }

    // The method stands in the metadata because endpoints without one are left out of the OpenAPI document.
    private static IEndpointConventionBuilder Describe(IEndpointConventionBuilder endpoint, RequestDelegate handler) =>
        endpoint
            .WithMetadata(handler.Method)
            .WithTags("GrowthBook")
            .Produces(400, Json)
            .Produces(429, Json)
            .Produces(503, Json);

    private static IEndpointConventionBuilder Produces(
        this IEndpointConventionBuilder endpoint, int status, string? contentType) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(
            status, typeof(void), contentType is null ? [] : [contentType]));
}
