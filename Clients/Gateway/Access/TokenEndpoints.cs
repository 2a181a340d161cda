using System.Collections.Immutable;
using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Actors.Gateway.Access;

internal static class TokenEndpoints
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/tokens").WithTags("Access");
        tokens.MapGet("/", List).Needs(Role.Admin)
            .Describe("ListTokens", "List admin tokens", "Without their secrets, which are kept nowhere.")
            .Answers<TokenList>(200, Examples.TokenList);
        tokens.MapPost("/", Issue).Needs(Role.Admin)
            .Describe("IssueToken", "Issue an admin token", "The secret is in this answer and never shown again.")
            .Takes<TokenRequest>(Examples.TokenRequest).Answers<TokenResponse>(201, Examples.IssuedToken)
            .Refuses(400, 409, 415, 422);
        tokens.MapDelete("/{token}", Revoke).Needs(Role.Admin)
            .Describe("RevokeToken", "Revoke an admin token", "Other gateways let it in for at most five more seconds.")
            .AnswersNothing().Refuses(400, 404, 409, 422);
        routes.MapGet("/whoami", WhoAmI).WithTags("Access").NeedsToken()
            .Describe("WhoAmI", "See who is calling", "The name that changes are recorded under, and the roles.")
            .Answers<WhoAmIResponse>(200, Examples.WhoAmI);
    }

    private static async Task<IResult> List(GrainCalls calls, CancellationToken cancellation)
    {
        var tokens = await calls.Call((grains, token) => grains.GetAccess().List(token), cancellation);
        return TypedResults.Ok(new TokenList([.. tokens.Select(token => Of(token, null))]));
    }

    private static async Task<IResult> Issue(
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        GrainCalls calls,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.TokenRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var secret = Secrets.New(Secrets.AdminPrefix);
        var wanted = TokenForm.Read(
            body.Value!, Secrets.Hash(secret), headers.OperationId, time.GetUtcNow());
        if (wanted.Refusal is { } refusal) return refusal.ToResult();

        var answer = await calls.Call(
            (grains, token) => grains.GetAccess().Issue(wanted.Value!, headers.By(user), token), cancellation);
        return answer.Or(issued => issued.Hash == wanted.Value!.Hash
            ? TypedResults.Created((string?)null, Of(issued, secret))
            : Secrets.ShownBefore("token", issued.Id));
    }

    private static async Task<IResult> Revoke(
        string token,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        GrainCalls calls,
        VerifiedTokens verified,
        CancellationToken cancellation)
    {
        var answer = await calls.Call(
            (grains, cancelled) => grains.GetAccess().Revoke(token, headers.By(user), cancelled), cancellation);
        if (answer.Value is { } revoked) verified.Forget(revoked);
        return answer.Or(_ => TypedResults.NoContent());
    }

    private static Ok<WhoAmIResponse> WhoAmI(ClaimsPrincipal user) =>
        TypedResults.Ok(new WhoAmIResponse(user.CallerName(), Names(user.Roles()), user.Identity!.AuthenticationType!));

    private static TokenResponse Of(AccessToken token, string? secret) =>
        new(token.Id, token.Name, Names(token.Roles), token.CreatedAt, token.ExpiresAt, secret);

    private static ImmutableSortedDictionary<string, string> Names(ImmutableSortedDictionary<string, Role> roles) =>
        roles.ToImmutableSortedDictionary(role => role.Key, role => Caller.NameOf(role.Value), StringComparer.Ordinal);
}
