using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;
using Microsoft.AspNetCore.Mvc;

namespace Actors.Gateway.Configuration;

internal static class SavedGroupEndpoints
{
    /// <summary>Bytes: of the largest group, each of its letters escaped.</summary>
    public const int MaxBody = 8 << 20;

    private const string PutDescription =
        "Every environment gets it, each as one new version. With If-None-Match: * it creates only; with If-Match it "
        + "replaces the revision that you saw. An answer can be edited and put back.";

    private const string DeleteDescription =
        "Refused while rules of a feature name it. A group that is named and is not there has no members.";

    public static void MapSavedGroups(this IEndpointRouteBuilder routes)
    {
        var groups = routes.MapGroup("/projects/{project}/saved-groups").WithTags("Saved groups");
        groups.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListSavedGroups", "List saved groups", "By id, without their values.")
            .Answers<SavedGroupList>(200, SavedGroupExamples.List).Refuses(404, 422);
        groups.MapGet("/{group}", Read).Needs(Role.Viewer)
            .Describe("ReadSavedGroup", "Read a saved group", "The ETag is its revision.")
            .Answers<SavedGroupResponse>(200, SavedGroupExamples.Answer).Refuses(404, 422);
        groups.MapPut("/{group}", Put).Needs(Role.Editor).WithMetadata(new RequestSizeLimitAttribute(MaxBody))
            .Describe("PutSavedGroup", "Create or replace a saved group", PutDescription)
            .Takes<SavedGroupBody>(SavedGroupExamples.Body)
            .Answers<SavedGroupResponse>(200, SavedGroupExamples.Answer)
            .Answers<SavedGroupResponse>(201, SavedGroupExamples.Answer).Refuses(400, 404, 409, 412, 413, 415, 422);
        groups.MapDelete("/{group}", Delete).Needs(Role.Admin)
            .Describe("DeleteSavedGroup", "Delete a saved group", DeleteDescription)
            .AnswersNothing().Refuses(400, 404, 409, 412, 422);
    }

    private static async Task<IResult> List(string project, GrainCalls calls, CancellationToken cancellation)
    {
        var answer = await calls.Call((grains, token) => grains.GetProject(project).Groups(token), cancellation);
        return answer.Or(found => TypedResults.Ok(new SavedGroupList([.. found.Select(SavedGroupBodies.Of)])));
    }

    private static async Task<IResult> Read(
        string project, string group, SavedGroupChanges changes, CancellationToken cancellation) =>
        (await changes.Current(new(project, group), cancellation))
        .Or(view => new Tagged(TypedResults.Ok(SavedGroupBodies.Of(view)), view.Revision));

    private static async Task<IResult> Put(
        string project,
        string group,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        SavedGroupChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var document = body.Value!;
        var wanted = SavedGroupBodies.Read(document.RootElement, group);
        return wanted.Refusal is { } refusal
            ? refusal.ToResult()
            : await changes.Change(
                new(project, group),
                (grain, expected, token) => grain.Put(wanted.Value!, expected, headers.By(user), token),
                headers,
                cancellation);
    }

    private static Task<IResult> Delete(
        string project,
        string group,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        SavedGroupChanges changes,
        CancellationToken cancellation) =>
        changes.Change(
            new(project, group),
            (grain, expected, token) => grain.Delete(expected, headers.By(user), token),
            headers,
            cancellation);
}
