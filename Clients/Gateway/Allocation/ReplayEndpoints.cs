using System.ComponentModel;
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

/// <summary>What would a subject have got then, and why? The same rules, asked again.</summary>
internal static class ReplayEndpoints
{
    private const string Description =
        "Earlier versions of the environment are kept; evaluation depends on nothing else, so the answer is what every "
        + "gateway would have said. Of what is kept of the subject counts what was there at that time; an override "
        + "that was removed since does not.";

    public static void MapReplay(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/projects/{project}/environments/{environment}/users/{user}/replay", Replay)
            .Needs(Role.Viewer).WithTags("Users")
            .Describe("ReplayUser", "See what a subject would have got, and why", Description)
            .Answers<ReplayResponse>(200, UserExamples.Replay).Refuses(400, 404, 422);

    private static async Task<IResult> Replay(
        [AsParameters] UserRoute route,
        [FromQuery, Description("When; left out: now.")] DateTimeOffset? at,
        [FromQuery, Description("Under which version; left out: the one in force at that time.")] long? version,
        [FromQuery, Description("One feature to explain, whatever decides it.")] string? feature,
        [FromQuery, Description("What else was known of the subject: a JSON object.")] string? attributes,
        ProjectChanges changes,
        GrainCalls calls,
        TimeProvider time,
        CancellationToken cancellation)
    {
        if (Checks.OutOfRange("version", version, 1, long.MaxValue) is { } wrong) return wrong.ToResult();

        var found = await changes.WithEnvironment(route.EnvironmentId, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var then = at ?? time.GetUtcNow();
        var kept = await calls.Call(
            (grains, token) => grains.GetHistory(route.EnvironmentId).Read(version, then, token), cancellation);
        if (kept.Value is not { } document) return kept.Refusal!.ToResult();

        var memory = await calls.Call((grains, token) => grains.GetUser(route.Id).Read(token), cancellation);
        var served = ServedRuleset.Whole(route.EnvironmentId, document);
        return UserSubject.Of(served.Compiled, route.Id, attributes).Or(subject => TypedResults.Ok(new ReplayResponse(
            route.Id.Attribute,
            route.Id.Value,
            then,
            document.Version,
            document.PublishedAt,
            Explained.All(
                served.Compiled,
                subject,
                UserSubject.Inputs(served, route.Id, UserDecisions.At(memory, then)),
                feature))));
    }
}
