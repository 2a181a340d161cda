namespace Actors.Gateway.OpenApi;

/// <summary>How does a body look, for example? Read by the description of the API.</summary>
/// <param name="Status">Of the answer it belongs to; null: of the request.</param>
internal sealed record BodyExample(int? Status, string Json);

/// <summary>How does an endpoint describe itself?</summary>
internal static class EndpointDocs
{
    public static RouteHandlerBuilder Describe(
        this RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint.WithName(name).WithSummary(summary).WithDescription(description);

    public static RouteHandlerBuilder Takes<TBody>(
        this RouteHandlerBuilder endpoint, string example, params string[] more)
        where TBody : notnull =>
        endpoint.Accepts<TBody>("application/json", more).WithMetadata(new BodyExample(null, example));

    public static RouteHandlerBuilder Answers<TBody>(this RouteHandlerBuilder endpoint, int status, string example) =>
        endpoint.Produces<TBody>(status).WithMetadata(new BodyExample(status, example));

    public static RouteHandlerBuilder AnswersNothing(this RouteHandlerBuilder endpoint) =>
        endpoint.Produces(StatusCodes.Status204NoContent);

    /// <summary>With problem details.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, params int[] statuses)
    {
        foreach (var status in statuses) endpoint.ProducesProblem(status);
        return endpoint;
    }
}
