using System.ComponentModel;
using System.Security.Claims;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Configuration;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Gateway.Rulesets;
using Actors.Protocol;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Allocation;

/// <summary>What may operators ask and decide about one subject?</summary>
internal static class UserEndpoints
{
    private const string ReadDescription =
        "What is kept, and what the subject gets now from every experiment and override, with each rule that was tried "
        + "and why it decided or did not. Looking enrols nobody. An id may hold any characters, percent-encoded.";

    private const string EraseDescription =
        "Everything that is kept about the subject under this attribute, at once and without a trace: the audit log "
        + "names nobody. Storage is read again; 'isGone' says what was seen. Repeat the request while it is false.";

    private const string PutDescription =
        "Wins over the hash, targeting and what was given before, on every gateway within about a second; "
        + "clients see it when they ask the next time. Who, why (X-Comment) and until when is shown with it.";

    public static void MapUsers(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/projects/{project}/environments/{environment}/users/{user}").WithTags("Users");
        users.MapGet("/", Read).Needs(Role.Viewer)
            .Describe("ReadUser", "See what a subject gets, and why", ReadDescription)
            .Answers<UserResponse>(200, UserExamples.Answer).Refuses(400, 404, 422);
        users.MapDelete("/", Erase).Needs(Role.Admin)
            .Describe("EraseUser", "Erase a subject", EraseDescription)
            .Answers<ErasureResponse>(200, UserExamples.Erasure).Refuses(400, 404, 422);
        users.MapPut("/override/experiments/{experiment}", PutVariation).Needs(Role.Editor)
            .Describe("PutVariationOverride", "Give a subject a variation", PutDescription)
            .Takes<VariationOverrideBody>(UserExamples.Variation).AnswersNothing()
            .Refuses(400, 404, 409, 415, 422);
        users.MapPut("/override/features/{feature}", PutValue).Needs(Role.Editor)
            .Describe("PutValueOverride", "Give a subject a value", PutDescription)
            .Takes<ValueOverrideBody>(UserExamples.Value).AnswersNothing().Refuses(400, 404, 409, 415, 422);
        users.MapDelete("/override/experiments/{experiment}", RemoveVariation).Needs(Role.Editor)
            .Describe("RemoveVariationOverride", "Take a subject's variation back", "The hash decides again.")
            .AnswersNothing().Refuses(400, 404, 422);
        users.MapDelete("/override/features/{feature}", RemoveValue).Needs(Role.Editor)
            .Describe("RemoveValueOverride", "Take a subject's value back", "The rules decide again.")
            .AnswersNothing().Refuses(400, 404, 422);
    }

    private static async Task<IResult> Read(
        [AsParameters] UserRoute route,
        [FromQuery, Description("One feature to explain, whatever decides it.")] string? feature,
        [FromQuery, Description("What else is known of the subject: a JSON object.")] string? attributes,
        ProjectChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var found = await changes.WithEnvironment(route.EnvironmentId, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var document = await calls.Call(
            (grains, token) => grains.GetRuleset(route.EnvironmentId).Snapshot(token), cancellation);
        var memory = await calls.Call((grains, token) => grains.GetUser(route.Id).Read(token), cancellation);
        var served = ServedRuleset.Whole(route.EnvironmentId, document);
        return UserSubject.Of(served.Compiled, route.Id, attributes)
            .Or(subject => TypedResults.Ok(UserBodies.Of(
                route.Id,
                memory,
                document.Version,
                Explained.All(served.Compiled, subject, UserSubject.Inputs(served, route.Id, memory), feature))));
    }

    private static async Task<IResult> Erase(
        [AsParameters] UserRoute route,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ProjectChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var found = await changes.WithEnvironment(route.EnvironmentId, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var erasure = await calls.Call(
            (grains, token) => grains.GetUser(route.Id).Erase(headers.By(user), token), cancellation);
        return TypedResults.Ok(UserBodies.Of(erasure));
    }

    private static async Task<IResult> PutVariation(
        [AsParameters] UserRoute route,
        string experiment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        UserOverrides overrides,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.VariationOverrideBody, cancellation);
        return body.Value is { } wanted
            ? await overrides.PutVariation(route, experiment, wanted, headers.By(user), cancellation)
            : body.Refusal!.ToResult();
    }

    private static async Task<IResult> PutValue(
        [AsParameters] UserRoute route,
        string feature,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        UserOverrides overrides,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.ValueOverrideBody, cancellation);
        return body.Value is { } wanted
            ? await overrides.PutValue(route, feature, wanted, headers.By(user), cancellation)
            : body.Refusal!.ToResult();
    }

    private static Task<IResult> RemoveVariation(
        [AsParameters] UserRoute route,
        string experiment,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        UserOverrides overrides,
        CancellationToken cancellation) =>
        overrides.Remove(route, OverrideTarget.Experiment(experiment), headers.By(user), cancellation);

    private static Task<IResult> RemoveValue(
        [AsParameters] UserRoute route,
        string feature,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        UserOverrides overrides,
        CancellationToken cancellation) =>
        overrides.Remove(route, OverrideTarget.Feature(feature), headers.By(user), cancellation);
}
