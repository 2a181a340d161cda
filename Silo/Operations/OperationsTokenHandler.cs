using System.Net.Http.Headers;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Actors.Silo.Operations;

/// <summary>
/// Does the caller hold an operations token? As Bearer, or as the password of Basic (for browsers; any user name).
/// </summary>
internal sealed class OperationsTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> scheme, ILoggerFactory logging, UrlEncoder encoder,
    IOptions<OperationsOptions> options) : AuthenticationHandler<AuthenticationSchemeOptions>(scheme, logging, encoder)
{
    public const string SchemeName = "operations";

    private readonly byte[][] _hashes = [.. options.Value.TokenHashes.Select(Convert.FromHexString)];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (!AuthenticationHeaderValue.TryParse(Request.Headers.Authorization, out var header))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var token = header.Scheme.ToUpperInvariant() switch
        {
            "BEARER" => header.Parameter,
            "BASIC" => PasswordOf(header.Parameter),
            _ => null,
        };
        return Task.FromResult(token is not null && IsKnown(token)
            ? AuthenticateResult.Success(new AuthenticationTicket(Operator(), SchemeName))
            : AuthenticateResult.Fail("Unknown operations token."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = "Basic realm=\"Actors operations\", charset=\"UTF-8\"";
        return Task.CompletedTask;
    }

    // Every hash is compared, each in fixed time: how long it takes says nothing about a token.
    private bool IsKnown(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var known = false;
        foreach (var candidate in _hashes)
        {
            known |= CryptographicOperations.FixedTimeEquals(candidate, hash);
        }

        return known;
    }

    private static string? PasswordOf(string? base64)
    {
        try
        {
            var credentials = Encoding.UTF8.GetString(Convert.FromBase64String(base64 ?? ""));
            var colon = credentials.IndexOf(':', StringComparison.Ordinal);
            return colon < 0 ? null : credentials[(colon + 1)..];
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static ClaimsPrincipal Operator() =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, "operator")], SchemeName));
}
