using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class BanditEndpoints
{
    private const string PutDescription =
        "Rules name it as contextualBanditRef. One new version of the environment; the last writer wins. Without it, "
        + "or when no context's condition holds, a rule goes by its own weights.";

    public static void MapBandits(this IEndpointRouteBuilder routes)
    {
        var bandits = routes.MapGroup("/projects/{project}/environments/{environment}/contextual-bandits")
            .WithTags("Contextual bandits");
        bandits.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListBandits", "List contextual bandits", "With what each has learnt.")
            .Answers<BanditList>(200, BanditExamples.List).Refuses(404, 422);
        bandits.MapPut("/{bandit}", Put).Needs(Role.Editor)
            .Describe("PutBandit", "Write what a contextual bandit has learnt", PutDescription)
            .Takes<BanditBody>(BanditExamples.Body).AnswersNothing().Refuses(400, 404, 415, 422);
        bandits.MapDelete("/{bandit}", Remove).Needs(Role.Editor)
            .Describe("RemoveBandit", "Remove a contextual bandit", "Also one that is not there.")
            .AnswersNothing().Refuses(400, 404, 422);
    }

    private static async Task<IResult> List(
        string project, string environment, ProjectChanges changes, GrainCalls calls, CancellationToken cancellation)
    {
        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var document = await calls.Call((grains, token) => grains.GetRuleset(id).Snapshot(token), cancellation);
        return TypedResults.Ok(new BanditList(document.ContextualBandits.Values.ToDictionary(
            bandit => bandit.Id, bandit => Json.Value(bandit.Json), StringComparer.Ordinal)));
    }

    private static async Task<IResult> Put(
        string project,
        string environment,
        string bandit,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var document = body.Value!;
        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var wanted = new PublishedBandit(bandit, document.RootElement.GetRawText());
        var answer = await calls.Call(
            (grains, token) => grains.GetRuleset(id).PutBandit(wanted, headers.By(user), token), cancellation);
        return answer.Or(_ => TypedResults.NoContent());
    }

    private static async Task<IResult> Remove(
        string project,
        string environment,
        string bandit,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        await calls.Call(
            (grains, token) => grains.GetRuleset(id).RemoveBandit(bandit, headers.By(user), token), cancellation);
        return TypedResults.NoContent();
    }
}
