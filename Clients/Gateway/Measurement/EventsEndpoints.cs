using Actors.Gateway.OpenApi;
using Actors.Gateway.Protection;
using Actors.Measurement;
using Actors.Protocol;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Measurement;

internal static class EventsEndpoints
{
    public const string Path = "/v1/events";

    private const string Problem = "application/problem+json";

    private const string Description =
        "With a client or a server key. At most 1,000 events and 1 MB: an array, {\"events\":[…]}, one event, or lines "
        + "of JSON (application/x-ndjson). Answered when the events are durable. Each is judged by itself: the answer "
        + "counts them and lists by index those that were refused, were there already, or belong to no experiment that "
        + "is measured. Send the same ids again after 429, 503 or no answer: nothing counts twice.";

    // Routing refuses what is not listed here; a wrong label on good JSON is the handler's to judge.
    private static readonly string[] _understood = ["application/json", "application/x-ndjson", "*/*"];

    public static void MapEvents(this IEndpointRouteBuilder routes)
    {
        var handler = routes.ServiceProvider.GetRequiredService<EventsHandler>();
        routes.MapPost(Path, handler.Post)
            .WithMetadata(((RequestDelegate)handler.Post).Method)
            .WithMetadata(new RequestSizeLimitAttribute(EventLimits.MaxRequestBytes))
            .WithMetadata(new AcceptsMetadata(_understood, typeof(EventsBody)))
            .WithMetadata(new BodyExample(null, EventExamples.Body), new BodyExample(200, EventExamples.Answer))
            .WithTags("Events")
            .WithTrafficClass(TrafficClass.Events)
            .WithName("PostEvents")
            .WithSummary("What has happened to whom?")
            .WithDescription(Description)
            .Produces<EventsResponse>(200, "application/json")
            .Produces<ProblemDetails>(400, Problem)
            .Produces<ProblemDetails>(401, Problem)
            .Produces<ProblemDetails>(403, Problem)
            .Produces<ProblemDetails>(413, Problem)
            .Produces<ProblemDetails>(415, Problem)
            .Produces<ProblemDetails>(429, Problem)
            .Produces<ProblemDetails>(503, Problem);
    }

    private static IEndpointConventionBuilder Produces<T>(
        this IEndpointConventionBuilder endpoint, int status, string contentType) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [contentType]));
}
