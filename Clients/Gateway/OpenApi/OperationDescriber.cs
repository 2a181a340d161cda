using System.Globalization;
using System.Text.Json.Nodes;
using Actors.Configuration;
using Actors.Gateway.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Actors.Gateway.OpenApi;

/// <summary>
/// What has every operation in common: who may call it, which refusals to expect, and an example of each body.
/// </summary>
internal sealed class OperationDescriber : IOpenApiOperationTransformer
{
    private const string ProblemMedia = "application/problem+json";

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var example in metadata.OfType<BodyExample>()) Show(operation, example);
        foreach (var requirement in metadata.OfType<RoleRequirement>().Take(1))
            Guard(operation, requirement, context.Document);

        operation.Responses ??= [];
        foreach (var (status, response) in operation.Responses)
            if (int.Parse(status, CultureInfo.InvariantCulture) >= 400)
                Explain(status, (OpenApiResponse)response);

        return Task.CompletedTask;
    }

    private static void Show(OpenApiOperation operation, BodyExample example)
    {
        var content = example.Status is { } status
            ? operation.Responses?[status.ToString(CultureInfo.InvariantCulture)].Content
            : operation.RequestBody?.Content;
        foreach (var media in content?.Values ?? [])
            media.Example = JsonNode.Parse(example.Json);
    }

    private static void Guard(OpenApiOperation operation, RoleRequirement requirement, OpenApiDocument? document)
    {
        var scheme = new OpenApiSecuritySchemeReference(ApiDocument.SecurityScheme, document);
        operation.Security = [new() { [scheme] = [] }];
        operation.Responses ??= [];
        operation.Responses["401"] = new OpenApiResponse();
        if (requirement.Least != Role.None)
        {
            operation.Responses["403"] = new OpenApiResponse();
            operation.Description += $" Needs the role {Caller.NameOf(requirement.Least)}.";
        }

        operation.Responses["429"] = new OpenApiResponse();
        operation.Responses["503"] = new OpenApiResponse();
    }

    private static void Explain(string status, OpenApiResponse response)
    {
        var (code, meaning) = ProblemExamples.Of(status);
        response.Description = meaning;
        response.Content ??= new Dictionary<string, OpenApiMediaType>();
        if (!response.Content.TryGetValue(ProblemMedia, out var media)) response.Content[ProblemMedia] = media = new();
        media.Example = ProblemExamples.Body(status, code, meaning);
    }
}
