using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.Tokens;

namespace Actors.Gateway.Access;

/// <summary>How are tokens of an identity provider checked, and what do they allow?</summary>
internal static class JwtAuthentication
{
    public static AuthenticationBuilder AddJwt(this AuthenticationBuilder authentication, JwtOptions options) =>
        authentication.AddJwtBearer(TokenAuthentication.Jwt, bearer => Configure(bearer, options));

    /// <summary>A JWT has three parts between two dots; no token of ours has a dot.</summary>
    public static bool LooksLikeJwt(string? token) => token is not null && token.Count('.') == 2;

    private static void Configure(JwtBearerOptions bearer, JwtOptions options)
    {
        bearer.MapInboundClaims = false;
        bearer.Authority = options.Authority;
        if (options.MetadataAddress is not null) bearer.MetadataAddress = options.MetadataAddress;
        bearer.RequireHttpsMetadata = options.RequireHttps;
        bearer.Audience = options.Audience;
        bearer.TokenValidationParameters.NameClaimType = Caller.NameClaim;
        bearer.TokenValidationParameters.RoleClaimType = Caller.RolesClaim;
        bearer.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
        if (options.Issuer is not null) bearer.TokenValidationParameters.ValidIssuer = options.Issuer;
        if (options.SigningKeys is not null)
            bearer.TokenValidationParameters.IssuerSigningKeys =
                new JsonWebKeySet(File.ReadAllText(options.SigningKeys)).GetSigningKeys();

        bearer.Events = new()
        {
            OnTokenValidated = context => Translate(context, options),
            OnAuthenticationFailed = context =>
            {
                var code = context.Exception is SecurityTokenExpiredException ? "token-expired" : "token-unknown";
                context.HttpContext.Features.Set(new RefusedToken(new(code, "The JWT is not valid here.")));
                return Task.CompletedTask;
            },
        };
    }

    private static Task Translate(TokenValidatedContext context, JwtOptions options)
    {
        var name = context.Principal!.FindFirstValue(options.NameClaim);
        if (string.IsNullOrWhiteSpace(name))
        {
            context.HttpContext.Features.Set(
                new RefusedToken(new("token-unknown", $"The JWT has no claim '{options.NameClaim}' with a name.")));
            context.Fail("no name");
            return Task.CompletedTask;
        }

        if (name.Length > TokenForm.MaxName)
        {
            context.HttpContext.Features.Set(new RefusedToken(
                new("token-unknown", $"The JWT's name is longer than {TokenForm.MaxName} characters.")));
            context.Fail("a name too long");
            return Task.CompletedTask;
        }

        var roles = context.Principal!.FindAll(options.RolesClaim)
            .Select(claim => new Claim(Caller.RolesClaim, claim.Value));
        context.Principal = new(new ClaimsIdentity(
            [new(Caller.NameClaim, name), .. roles], TokenAuthentication.Jwt, Caller.NameClaim, Caller.RolesClaim));
        return Task.CompletedTask;
    }
}
