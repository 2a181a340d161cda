using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class KeyEndpoints
{
    public static void MapKeys(this IEndpointRouteBuilder routes)
    {
        var keys = routes.MapGroup("/projects/{project}/environments/{environment}/keys").WithTags("SDK keys");
        keys.MapGet("/", List).Needs(Role.Viewer)
            .Describe(
                "ListKeys",
                "List SDK keys",
                "Without their secrets, which are kept nowhere. Admins see encryption keys.")
            .Answers<KeyList>(200, Examples.KeyList).Refuses(404, 422);
        keys.MapPost("/", Issue).Needs(Role.Admin)
            .Describe("IssueKey", "Issue an SDK key", "The secret is in this answer and never shown again.")
            .Takes<KeyRequest>(Examples.KeyRequest).Answers<KeyResponse>(201, Examples.IssuedKey)
            .Refuses(400, 404, 409, 415, 422);
        keys.MapDelete("/{key}", Revoke).Needs(Role.Admin)
            .Describe("RevokeKey", "Revoke an SDK key", "Gateways refuse it as soon as they have heard.")
            .AnswersNothing().Refuses(400, 404, 422);
    }

    private static async Task<IResult> List(
        string project,
        string environment,
        ClaimsPrincipal user,
        ProjectChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var document = await calls.Call((grains, token) => grains.GetRuleset(id).Snapshot(token), cancellation);
        var isAdmin = user.RoleIn(project) >= Role.Admin;
        return TypedResults.Ok(new KeyList([.. document.Keys.Values.Select(key => Of(key, null, isAdmin))]));
    }

    private static async Task<IResult> Issue(
        string project,
        string environment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        GrainCalls calls,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.KeyRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();
        if (KeyForm.Check(body.Value!) is { } invalid) return invalid.ToResult();

        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var (key, secret) = KeyForm.New(body.Value!, headers.OperationId, time.GetUtcNow());
        var answer = await calls.Call(
            (grains, token) => grains.GetRuleset(id).IssueKey(key, headers.By(user), token), cancellation);
        return answer.Or(issued => issued.Hash == key.Hash
            ? TypedResults.Created((string?)null, Of(issued, secret, isAdmin: true))
            : Secrets.ShownBefore("key", issued.Id));
    }

    private static async Task<IResult> Revoke(
        string project,
        string environment,
        string key,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var answer = await calls.Call(
            (grains, token) => grains.GetRuleset(id).RevokeKey(key, headers.By(user), token), cancellation);
        return answer.Or(_ => TypedResults.NoContent());
    }

    private static KeyResponse Of(SdkKey key, string? secret, bool isAdmin) => new(
        key.Id,
        key.Name,
        KeyForm.NameOf(key.Kind),
        key.Origins,
        key.CreatedAt,
        secret,
        key.EncryptionKey is not null,
        isAdmin ? key.EncryptionKey : null);
}
