using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class FeatureEndpoints
{
    private const string PutDescription =
        "With If-None-Match: * it creates only; with If-Match it replaces the revision that you saw. "
        + "What only answers hold (revision and so on) is ignored, so that an answer can be edited and put back.";

    private const string PatchDescription =
        "A JSON merge patch (RFC 7386) of the feature's document. Without If-Match it is put on top of whatever is "
        + "there, again when somebody was faster.";

    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        var features = routes.MapGroup("/projects/{project}/features").WithTags("Features");
        features.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListFeatures", "List features", "By key. The header Link names the next page.")
            .Answers<FeatureList>(200, Examples.FeatureList).Refuses(400, 404, 422);
        features.MapGet("/{feature}", Read).Needs(Role.Viewer)
            .Describe("ReadFeature", "Read a feature", "The ETag is its revision.")
            .Answers<FeatureResponse>(200, Examples.Feature).Refuses(404, 422);
        features.MapPut("/{feature}", Put).Needs(Role.Editor)
            .Describe("PutFeature", "Create or replace a feature", PutDescription)
            .Takes<FeatureBody>(Examples.FeatureBody).Answers<FeatureResponse>(200, Examples.Feature)
            .Answers<FeatureResponse>(201, Examples.Feature).Refuses(400, 404, 409, 412, 415, 422);
        features.MapPatch("/{feature}", Patch).Needs(Role.Editor)
            .Describe("PatchFeature", "Change a feature", PatchDescription)
            .Takes<FeaturePatch>(Examples.FeaturePatch, "application/merge-patch+json")
            .Answers<FeatureResponse>(200, Examples.Feature).Refuses(400, 404, 409, 412, 415, 422);
        features.MapDelete("/{feature}", Delete).Needs(Role.Admin)
            .Describe(
                "DeleteFeature",
                "Delete a feature",
                "Its history stays; one created later under the same key continues it.")
            .AnswersNothing().Refuses(400, 404, 412, 422);
        features.MapPost("/{feature}/archive", Archive).Needs(Role.Editor)
            .Describe("ArchiveFeature", "Archive a feature", "It keeps its history and is published nowhere.")
            .Answers<FeatureResponse>(200, Examples.ArchivedFeature).Refuses(400, 404, 412, 422);
        features.MapPost("/{feature}/unarchive", Unarchive).Needs(Role.Editor)
            .Describe("UnarchiveFeature", "Take a feature back from the archive", "It is published again as it was.")
            .Answers<FeatureResponse>(200, Examples.Feature).Refuses(400, 404, 412, 422);
        features.MapHistory();
    }

    private static async Task<IResult> List(
        string project,
        [AsParameters] FeatureFilter filter,
        HttpContext http,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var query = filter.Query;
        var answer = await calls.Call((grains, token) => grains.GetProject(project).List(query, token), cancellation);
        return answer.Or(page =>
        {
            Paging.LinkNext(http, "after", page.Next);
            return TypedResults.Ok(new FeatureList([.. page.Features.Select(FeatureBodies.Of)], page.Total, page.Next));
        });
    }

    private static async Task<IResult> Read(
        string project, string feature, FeatureChanges changes, CancellationToken cancellation) =>
        (await changes.Current(new(project, feature), cancellation))
        .Or(view => new Tagged(TypedResults.Ok(FeatureBodies.Of(view)), view.Revision.Number));

    private static async Task<IResult> Put(
        string project,
        string feature,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        FeatureChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var document = body.Value!;
        var wanted = FeatureBodies.Read(document.RootElement, feature);
        return wanted.Refusal is { } refusal
            ? refusal.ToResult()
            : await changes.Change(
                new(project, feature), new PutFeature(wanted.Value!), headers, headers.By(user), cancellation);
    }

    private static async Task<IResult> Patch(
        string project,
        string feature,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        FeatureChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var patch = body.Value!;
        return await changes.Edit(
            new(project, feature),
            current => FeatureBodies.Patch(current, patch.RootElement, feature),
            headers,
            user,
            cancellation);
    }

    private static Task<IResult> Delete(
        string project,
        string feature,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        FeatureChanges changes,
        CancellationToken cancellation) =>
        changes.Change(new(project, feature), new DeleteFeature(), headers, headers.By(user), cancellation);

    private static Task<IResult> Archive(
        string project,
        string feature,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        FeatureChanges changes,
        CancellationToken cancellation) =>
        changes.Change(new(project, feature), new ArchiveFeature(true), headers, headers.By(user), cancellation);

    private static Task<IResult> Unarchive(
        string project,
        string feature,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        FeatureChanges changes,
        CancellationToken cancellation) =>
        changes.Change(new(project, feature), new ArchiveFeature(false), headers, headers.By(user), cancellation);
}
