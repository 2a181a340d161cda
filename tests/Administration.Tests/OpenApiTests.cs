using System.Text;
using System.Text.Json;
using Actors.Gateway.OpenApi;
using Actors.Protocol;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Administration.Tests;

/// <summary>The description of the API is complete, and its examples are true.</summary>
public sealed class OpenApiTests(Region region)
{
    [Fact]
    public async Task Every_operation_has_a_summary_tags_examples_and_documented_refusals()
    {
        var document = (await region.Api(null).Send("GET", "/openapi/v1.json")).Body;
        var mistakes = new List<string>();
        var count = 0;
        foreach (var path in document.GetProperty("paths").EnumerateObject())
            foreach (var operation in path.Value.EnumerateObject())
            {
                count++;
                foreach (var mistake in Mistakes(operation.Value))
                    mistakes.Add($"{operation.Name} {path.Name}: {mistake}");
            }

        Assert.Empty(mistakes);
        Assert.Equal(Endpoints().Count(), count);
        Assert.True(document.GetProperty("components").GetProperty("securitySchemes").TryGetProperty("bearer", out _));
    }

    [Fact]
    public async Task It_is_made_once_and_names_no_server()
    {
        var copy = region.Services.GetRequiredService<DocumentCopy>();
        var made = await copy.Bytes();
        var document = await region.Api(null).Send("GET", "/openapi/v1.json");

        Assert.Same(made, await copy.Bytes());
        Assert.Equal(Encoding.UTF8.GetString(made), document.Text);
        Assert.False(document.Body.TryGetProperty("servers", out _));
    }

    [Fact]
    public void Every_example_reads_as_the_body_that_it_shows()
    {
        foreach (var endpoint in Endpoints())
            foreach (var example in endpoint.Metadata.OfType<BodyExample>())
            {
                var type = example.Status is { } status
                    ? endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
                        .Last(made => made.StatusCode == status).Type!
                    : endpoint.Metadata.OfType<IAcceptsMetadata>().Last().RequestType!;
                Assert.NotNull(JsonSerializer.Deserialize(example.Json, type, ProtocolJson.Default));
            }
    }

    [Fact]
    public async Task The_page_for_people_fetches_nothing_from_elsewhere()
    {
        var page = await region.Api(null).Send("GET", "/scalar/");
        Assert.Equal((200, "text/html"), (page.Status, page.MediaType));
        Assert.DoesNotContain("https://", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("cdn", page.Text, StringComparison.OrdinalIgnoreCase);
    }

    private static IEnumerable<string> Mistakes(JsonElement operation)
    {
        if (!operation.TryGetProperty("summary", out _)) yield return "no summary";
        if (!operation.TryGetProperty("tags", out var tags) || tags.GetArrayLength() == 0) yield return "no tags";
        if (!operation.TryGetProperty("security", out _)) yield return "no security";
        if (operation.TryGetProperty("requestBody", out var body) && !HasExamples(body))
            yield return "request without example";

        var refusals = 0;
        foreach (var response in operation.GetProperty("responses").EnumerateObject())
        {
            if (response.Name[0] == '4') refusals++;
            if (response.Name != "204" && !HasExamples(response.Value)) yield return $"{response.Name} without example";
            if (response.Value.GetProperty("description").GetString() is not { Length: > 0 })
                yield return $"{response.Name} without description";
        }

        if (refusals < 2) yield return "refusals are not documented";
        foreach (var parameter in operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray() : [])
            if (parameter.GetProperty("in").GetString() != "path" && !parameter.TryGetProperty("description", out _))
                yield return $"parameter {parameter.GetProperty("name").GetString()} without description";
    }

    private static bool HasExamples(JsonElement body) =>
        body.TryGetProperty("content", out var content)
        && content.EnumerateObject().All(media => media.Value.TryGetProperty("example", out _));

    private IEnumerable<RouteEndpoint> Endpoints() =>
        region.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal));
}
