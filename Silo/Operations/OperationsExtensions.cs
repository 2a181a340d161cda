using Actors.ServiceDefaults.Startup;
using Microsoft.AspNetCore.Authentication;
using Orleans.Dashboard;

namespace Actors.Silo.Operations;

/// <summary>
/// What may an operator see of a running silo? The Orleans dashboard, which shows grain state: never without a token.
/// </summary>
internal static class OperationsExtensions
{
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddSettings<OperationsOptions>(OperationsOptions.Section);
        builder.AddSettings<AccessOptions>(AccessOptions.Section);
        builder.Services.AddHostedService<BootstrapAccess>();
        builder.UseOrleans(silo => silo.AddDashboard(dashboard => dashboard.HideTrace = true));
        builder.Services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, OperationsTokenHandler>(OperationsTokenHandler.SchemeName, null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(OperationsTokenHandler.SchemeName, policy => policy
            .AddAuthenticationSchemes(OperationsTokenHandler.SchemeName).RequireAuthenticatedUser());
    }

    public static void MapOperations(this WebApplication app) =>
        app.MapOrleansDashboard("/dashboard").RequireAuthorization(OperationsTokenHandler.SchemeName);
}
