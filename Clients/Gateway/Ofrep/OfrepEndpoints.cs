using Actors.Gateway.Protection;
using Actors.Protocol.Ofrep;
using Microsoft.AspNetCore.Http.Metadata;

namespace Actors.Gateway.Ofrep;

internal static class OfrepEndpoints
{
    private const string Json = "application/json";
    private const string Problem = "application/problem+json";

    // Routing refuses what is not listed here; a wrong label on good JSON is the handler's to judge.
    private static readonly string[] _understood = [Json, "application/x-www-form-urlencoded", "*/*"];

    public static void MapOfrep(this IEndpointRouteBuilder routes)
    {
        var handler = routes.ServiceProvider.GetRequiredService<OfrepHandler>();
        Describe(routes.MapPost("/ofrep/v1/evaluate/flags/{key}", handler.Single), handler.Single)
            .WithName("EvaluateFlag")
            .WithSummary("What does this subject get of one feature?")
            .WithDescription(
                "OFREP 0.3, for server providers. An answer without a value says: use the default in your code.")
            .Produces<OfrepEvaluation>(200, Json)
            .Produces<OfrepFailure>(400, Json)
            .Produces<OfrepFailure>(404, Json);
        Describe(routes.MapPost("/ofrep/v1/evaluate/flags", handler.Bulk), handler.Bulk)
            .WithName("EvaluateFlags")
            .WithSummary("What does this subject get of every feature?")
            .WithDescription(
                "OFREP 0.3, for client providers. Send the ETag back as If-None-Match: 304 when nothing is different.")
            .Produces<OfrepBulkEvaluation>(200, Json)
            .Produces(304)
            .Produces<OfrepFailure>(400, Json);
        var stream = routes.ServiceProvider.GetRequiredService<OfrepStreamHandler>();
        routes.MapGet($"{OfrepStreamHandler.Path}{{{OfrepStreamHandler.Token}}}", stream.Get)
            .WithMetadata(((RequestDelegate)stream.Get).Method)
            .WithTags("Evaluation")
            .WithTrafficClass(TrafficClass.Stream)
            .WithName("StreamEvents")
            .WithSummary("When must a client provider ask again?")
            .WithDescription("OFREP 0.3: server-sent events 'refetchEvaluation'. The bulk answer tells the address.")
            .Produces<string>(200, "text/event-stream")
            .Produces<OfrepFailure>(401, Problem)
            .Produces<OfrepFailure>(429, Problem)
            .Produces<OfrepFailure>(503, Problem);
    }

    // The method stands in the metadata because endpoints without one are left out of the OpenAPI document.
    private static IEndpointConventionBuilder Describe(IEndpointConventionBuilder endpoint, RequestDelegate handler) =>
        endpoint
            .WithMetadata(handler.Method)
            .WithTags("Evaluation")
            .WithTrafficClass(TrafficClass.Evaluation)
            .WithMetadata(new AcceptsMetadata(_understood, typeof(OfrepRequest)))
            .Produces<OfrepFailure>(401, Problem)
            .Produces<OfrepFailure>(413, Problem)
            .Produces<OfrepFailure>(415, Problem)
            .Produces<OfrepFailure>(429, Problem)
            .Produces<OfrepFailure>(503, Problem);

    private static IEndpointConventionBuilder Produces<T>(
        this IEndpointConventionBuilder endpoint, int status, string contentType) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(T), [contentType]));

    private static IEndpointConventionBuilder Produces(this IEndpointConventionBuilder endpoint, int status) =>
        endpoint.WithMetadata(new ProducesResponseTypeMetadata(status, typeof(void)));
}
