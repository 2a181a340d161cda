using Actors.Foundation;
using Actors.Gateway.Edge;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Actors.Gateway.Access;

/// <summary>What does a caller hear who may not come in? 401 or 403 as problem details.</summary>
internal sealed class AccessAnswers : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _framework = new();

    public Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (!policy.AuthenticationSchemes.Contains(TokenAuthentication.Bearer) || authorizeResult.Succeeded)
            return _framework.HandleAsync(next, context, policy, authorizeResult);

        return authorizeResult.Challenged ? Unauthorised(context) : Forbidden(context, policy);
    }

    private static Task Unauthorised(HttpContext context)
    {
        var refusal = context.Features.Get<RefusedToken>()?.Refusal;
        context.Response.Headers.WWWAuthenticate =
            refusal is null ? "Bearer realm=\"actors\"" : "Bearer realm=\"actors\", error=\"invalid_token\"";
        refusal ??= new("token-missing", "Send an admin token: 'Authorization: Bearer …'.");
        return Refusals.ToProblem(refusal).ExecuteAsync(context);
    }

    private static Task Forbidden(HttpContext context, AuthorizationPolicy policy)
    {
        var least = policy.Requirements.OfType<RoleRequirement>().Select(requirement => requirement.Least).Max();
        var where = context.GetRouteValue("project") is string name ? $"in project '{name}'" : "in all projects ('*')";
        return new Refusal("forbidden", $"This needs the role {Caller.NameOf(least)} {where}.")
            .ToResult().ExecuteAsync(context);
    }
}
