using System.Collections.Immutable;
using System.Security.Claims;
using Actors.Configuration;

namespace Actors.Gateway.Access;

/// <summary>Who is calling, and what may they do? Read from the claims, whoever vouched for them.</summary>
internal static class Caller
{
    public const string NameClaim = "sub";

    /// <summary>One claim a role: "shop:editor", or "*:admin" for all projects.</summary>
    public const string RolesClaim = "actors_roles";

    public static ClaimsIdentity Identity(AccessToken token, string scheme)
    {
        var roles = token.Roles.Select(role => new Claim(RolesClaim, $"{role.Key}:{NameOf(role.Value)}"));
        return new([new(NameClaim, token.Name), .. roles], scheme, NameClaim, RolesClaim);
    }

    public static string CallerName(this ClaimsPrincipal user) => user.FindFirstValue(NameClaim) is { Length: > 0 } name
        ? name
        : throw new InvalidOperationException("An endpoint that needs a caller was mapped without authorisation.");

    public static ImmutableSortedDictionary<string, Role> Roles(this ClaimsPrincipal user)
    {
        var roles = ImmutableSortedDictionary.CreateBuilder<string, Role>(StringComparer.Ordinal);
        foreach (var claim in user.FindAll(RolesClaim))
        {
            var colon = claim.Value.LastIndexOf(':');
            if (colon < 1 || !TryParse(claim.Value[(colon + 1)..], out var role)) continue;

            var project = claim.Value[..colon];
            roles[project] = roles.TryGetValue(project, out var known) && known > role ? known : role;
        }

        return roles.ToImmutable();
    }

    /// <summary>The greater of the role in this project and the role in all projects.</summary>
    public static Role RoleIn(this ClaimsPrincipal user, string project)
    {
        var roles = user.Roles();
        var here = roles.GetValueOrDefault(project);
        var everywhere = roles.GetValueOrDefault(AccessToken.EveryProject);
        return here > everywhere ? here : everywhere;
    }

    public static string NameOf(Role role) => role switch
    {
        Role.Viewer => "viewer",
        Role.Editor => "editor",
        Role.Admin => "admin",
        _ => "none",
    };

    public static bool TryParse(string text, out Role role)
    {
        role = text switch
        {
            "viewer" => Role.Viewer,
            "editor" => Role.Editor,
            "admin" => Role.Admin,
            _ => Role.None,
        };
        return role != Role.None;
    }
}
