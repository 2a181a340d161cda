using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Actors.Gateway.OpenApi;

/// <summary>How is the administration described? At /openapi/v1.json for tools and at /scalar for people.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string SecurityScheme = "bearer";

    private const string Description =
        "Projects, environments, features and their rules; who may change them; what gateways serve. Send an admin "
        + "token as `Authorization: Bearer …`. Answers carry the revision as ETag; send it back as If-Match to "
        + "change only what you saw. Errors are problem details (RFC 9457) whose type is `urn:actors:problem:<code>`.";

    public static void AddAdministrationDocument(this IServiceCollection services) =>
        services.AddSingleton<DocumentCopy>().AddOpenApi(Name, options =>
        {
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new() { Title = "Actors administration", Version = Name, Description = Description };
                document.Components ??= new();
                document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
                document.Components.SecuritySchemes[SecurityScheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An admin token (actors_admin_…), or a JWT where the region accepts them.",
                };
                return Task.CompletedTask;
            });
            options.AddOperationTransformer<OperationDescriber>();
        });

    public static void MapAdministrationDocument(this WebApplication app)
    {
        app.MapGet($"/openapi/{Name}.json", app.Services.GetRequiredService<DocumentCopy>().Send)
            .ExcludeFromDescription();

        // The package brings the page's script along; nothing is fetched from elsewhere.
        app.MapScalarApiReference("/scalar", options => options
            .WithTitle("Actors").AddDocument(Name)
            .DisableDefaultFonts().DisableTelemetry().DisableAgent().DisableMcp());
    }
}
