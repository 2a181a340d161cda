using System.Text.Json;
using Actors.Experiments;
using Actors.Gateway.Access;
using Actors.Gateway.OpenApi;

namespace Actors.Gateway.Experiments;

internal static class SchemaEndpoints
{
    public const string MediaType = "application/schema+json";

    public static void MapSchemas(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/schemas/experiment", () => TypedResults.Text(ExperimentSchema.Text, MediaType))
            .WithTags("Experiments").NeedsToken()
            .Describe(
                "ReadExperimentSchema",
                "Read the JSON schema of experiments",
                "Draft 7. What the body of an experiment is held against, and what editors complete by.")
            .Answers<JsonElement>(200, """{"type":"object","properties":{"name":{"type":"string"}}}""");
}
