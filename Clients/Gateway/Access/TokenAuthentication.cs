using System.Security.Claims;
using System.Text.Encodings.Web;
using Actors.Foundation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Actors.Gateway.Access;

/// <summary>Does the bearer token open the door? For tokens that this region has issued itself.</summary>
/// <remarks>When the region cannot be asked, the failure surfaces (503): an unknown outcome is not a no.</remarks>
internal sealed class TokenAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder,
    VerifiedTokens tokens) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    /// <summary>Chooses between the two others by the look of the token.</summary>
    public const string Bearer = "Bearer";

    public const string Token = "token";
    public const string Jwt = "jwt";

    private const string Prefix = "Bearer ";

    /// <summary>The bearer token of a request, or null.</summary>
    public static string? BearerOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? header[Prefix.Length..].Trim() : null;
    }

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var secret = BearerOf(Request);
        if (string.IsNullOrEmpty(secret)) return AuthenticateResult.NoResult();

        if (IsSdkKey(secret))
            return Refused(new("token-unknown", "This is an SDK key; it opens evaluation, not the administration."));

        if (secret.Length > Secrets.MaxLength) return Refused(new("token-unknown", "The token is not known."));

        var answer = await tokens.Verify(secret, Context.RequestAborted);
        if (answer.Refusal is { } refusal) return Refused(refusal);

        var user = new ClaimsPrincipal(Caller.Identity(answer.Value!, Token));
        return AuthenticateResult.Success(new(user, Token));
    }

    private static bool IsSdkKey(string secret) =>
        secret.StartsWith(Secrets.ClientPrefix, StringComparison.Ordinal)
        || secret.StartsWith(Secrets.ServerPrefix, StringComparison.Ordinal);

    private AuthenticateResult Refused(Refusal refusal)
    {
        Context.Features.Set(new RefusedToken(refusal));
        return AuthenticateResult.Fail(refusal.Message);
    }
}

/// <summary>Why was the token of this request refused? Left by who refused it for who answers.</summary>
internal sealed record RefusedToken(Refusal Refusal);
