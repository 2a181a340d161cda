using Actors.Gateway.Access;
using Actors.Gateway.Allocation;
using Actors.Gateway.Configuration;
using Actors.Gateway.Edge;
using Actors.Gateway.Experiments;
using Actors.Gateway.Measurement;
using Actors.Gateway.OpenApi;
using Actors.Gateway.Population;
using Actors.Protocol;
using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Actors.Gateway;

/// <summary>
/// What can operators and their tools ask of a region over HTTP? Everything under /v1, and its description.
/// </summary>
public static class Administration
{
    /// <summary>Needs a grain factory in the services: a silo's or a client's.</summary>
    /// <exception cref="ConfigurationException">A setting is wrong; it names each one.</exception>
    public static WebApplicationBuilder AddAdministration(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        builder.AddSettings<GrainCallOptions>(GrainCallOptions.Section);
        services.AddSingleton<GrainCalls>().AddSingleton<Batches>();
        services.AddSingleton<ProjectChanges>().AddSingleton<FeatureChanges>().AddSingleton<SavedGroupChanges>();
        services.AddSingleton<ExperimentChanges>().AddSingleton<UserOverrides>().AddSingleton<WhatIfs>();
        services.ConfigureHttpJsonOptions(json =>
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ProtocolJson.Default));
        services.AddAdministrationDocument();
        builder.AddAccess();
        return builder;
    }

    /// <summary>
    /// Map it after the middleware that turns exceptions into answers: what authenticates callers asks the region, too.
    /// </summary>
    public static WebApplication MapAdministration(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        var routes = app.MapGroup("/v1").AddEndpointFilter(Checks.Filter).WithGroupName(ApiDocument.Name);
        routes.MapProjects();
        routes.MapEnvironments();
        routes.MapPropagation();
        routes.MapFeatures();
        routes.MapSavedGroups();
        routes.MapExperiments();
        routes.MapMetrics();
        routes.MapLayers();
        routes.MapResults();
        routes.MapAlarms();
        routes.MapSchemas();
        routes.MapBandits();
        routes.MapUsers();
        routes.MapReplay();
        routes.MapKeys();
        routes.MapTransfers();
        routes.MapAudit();
        routes.MapTokens();
        app.MapAdministrationDocument();
        return app;
    }

    private static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<VerifiedTokens>();
        builder.Services.AddSingleton<IAuthorizationHandler, RoleHandler>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessAnswers>();
        builder.Services.AddAuthorization();

        // No default scheme: only endpoints that ask for one pay for it, evaluation never does.
        var jwt = builder.Configuration.GetSection(JwtOptions.Section).Exists()
            ? builder.AddSettings<JwtOptions>(JwtOptions.Section)
            : null;
        var authentication = builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.Token, null)
            .AddPolicyScheme(TokenAuthentication.Bearer, null, scheme => scheme.ForwardDefaultSelector = context =>
                jwt is not null && JwtAuthentication.LooksLikeJwt(TokenAuthentication.BearerOf(context.Request))
                    ? TokenAuthentication.Jwt
                    : TokenAuthentication.Token);
        if (jwt is not null) authentication.AddJwt(jwt);
    }
}
