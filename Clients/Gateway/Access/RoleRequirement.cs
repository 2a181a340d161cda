using Actors.Configuration;
using Microsoft.AspNetCore.Authorization;

namespace Actors.Gateway.Access;

/// <summary>Which role does an endpoint need, in the project of its path, or else in all projects?</summary>
/// <param name="Least">None: any valid token will do.</param>
internal sealed record RoleRequirement(Role Least) : IAuthorizationRequirement;

/// <summary>Has the caller the role that the endpoint needs?</summary>
internal sealed class RoleHandler : AuthorizationHandler<RoleRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RoleRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated == true && Has(context, requirement.Least))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    private static bool Has(AuthorizationHandlerContext context, Role least)
    {
        var project = (context.Resource as HttpContext)?.GetRouteValue("project") as string ?? AccessToken.EveryProject;
        return least == Role.None || context.User.RoleIn(project) >= least;
    }
}

/// <summary>How does an endpoint say whom it lets in?</summary>
internal static class RoleEndpoints
{
    /// <summary>At least this role in the project that the path names; in all projects when it names none.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder endpoint, Role least)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(Policy(least)).WithMetadata(new RoleRequirement(least));

    /// <summary>Any valid token; the endpoint itself shows only what the caller may see.</summary>
    public static TBuilder NeedsToken<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.Needs(Role.None);

    /// <summary>For other parts of the host, such as dashboards.</summary>
    public static AuthorizationPolicy Policy(Role least) =>
        new AuthorizationPolicyBuilder(TokenAuthentication.Bearer).AddRequirements(new RoleRequirement(least)).Build();
}
