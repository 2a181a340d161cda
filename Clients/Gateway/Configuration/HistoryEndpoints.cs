using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Foundation;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class HistoryEndpoints
{
    public static void MapHistory(this IEndpointRouteBuilder features)
    {
        features.MapGet("/{feature}/history", History).Needs(Role.Viewer)
            .Describe(
                "ReadHistory",
                "List the revisions of a feature",
                "Newest first. The header Link names the next page.")
            .Answers<HistoryResponse>(200, Examples.History).Refuses(400, 404, 422);
        features.MapGet("/{feature}/revisions/{revision:long}", Read).Needs(Role.Viewer)
            .Describe(
                "ReadRevision",
                "Read one revision of a feature",
                "Who made it, why, and what the feature was then.")
            .Answers<RevisionResponse>(200, Examples.Revision).Refuses(404, 422);
        features.MapGet("/{feature}/diff", Diff).Needs(Role.Viewer)
            .Describe(
                "DiffFeature",
                "Compare two revisions of a feature",
                "As JSON pointers with the values before and after.")
            .Answers<DiffResponse>(200, Examples.Diff).Refuses(400, 404, 422);
        features.MapPost("/{feature}/revert", Revert).Needs(Role.Editor)
            .Describe(
                "RevertFeature",
                "Return to an earlier revision",
                "As a new revision; nothing of the history is lost.")
            .Takes<RevertRequest>(Examples.Revert).Answers<FeatureResponse>(200, Examples.Feature)
            .Refuses(400, 404, 409, 412, 415, 422);
    }

    private static async Task<IResult> History(
        string project,
        string feature,
        [Description("Only revisions with a smaller number.")] long? before,
        [Description("1 to 200; 50 when left out.")] int? limit,
        HttpContext http,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var wrong = Checks.OutOfRange("limit", limit, 1, 200) ?? Checks.OutOfRange("before", before, 1, long.MaxValue);
        if (wrong is not null) return wrong.ToResult();

        var wanted = limit ?? 50;
        var id = new FeatureId(project, feature);
        var found = await calls.Call(
            (grains, token) => grains.GetFeature(id).History(before, wanted, token), cancellation);
        if (found.IsEmpty && before is null)
            return new Refusal("feature-not-found", $"There has never been a feature '{feature}'.").ToResult();

        long? next = found.Length == wanted && found[^1].Number > 1 ? found[^1].Number : null;
        Paging.LinkNext(http, "before", next?.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new HistoryResponse([.. found.Select(revision => Of(feature, revision))], next));
    }

    private static async Task<IResult> Read(
        string project, string feature, long revision, FeatureChanges changes, CancellationToken cancellation) =>
        (await Find(new(project, feature), revision, changes, cancellation))
        .Or(found => new Tagged(TypedResults.Ok(Of(feature, found)), found.Number));

    private static async Task<IResult> Diff(
        string project,
        string feature,
        [Description("The older revision.")] long from,
        [Description("The newer revision.")] long to,
        FeatureChanges changes,
        CancellationToken cancellation)
    {
        var id = new FeatureId(project, feature);
        var older = await Find(id, from, changes, cancellation);
        if (older.Refusal is { } refusal) return refusal.ToResult();

        return (await Find(id, to, changes, cancellation)).Or(newer =>
        {
            var differences = JsonDifference.Between(Text(older.Value!), Text(newer));
            return TypedResults.Ok(new DiffResponse(from, to, [.. differences.Select(Of)]));
        });
    }

    private static async Task<IResult> Revert(
        string project,
        string feature,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        FeatureChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.RevertRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();
        if (ChangeHeaders.TooLong(body.Value!.Comment) is { } tooLong) return tooLong.ToResult();

        var id = new FeatureId(project, feature);
        var found = await Find(id, body.Value.Revision, changes, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();
        if (found.Value!.Feature is not { } then)
            return new Refusal(
                "revert-invalid", "The feature was deleted at that revision; take the one before.").ToResult();

        var change = new RevertFeature(body.Value.Revision, then);
        return await changes.Change(id, change, headers, headers.By(user, body.Value.Comment), cancellation);
    }

    private static async Task<Answer<Revision>> Find(
        FeatureId feature, long number, FeatureChanges changes, CancellationToken cancellation) =>
        number is > 0 and < long.MaxValue
            ? await changes.Revision(feature, number, cancellation)
            : new Refusal("revision-not-found", "Revisions are counted from 1.");

    private static string? Text(Revision revision) =>
        revision.Feature is null ? null : FeatureDocument.Of(revision.Feature);

    private static DifferenceItem Of(Difference difference) =>
        new(difference.Path, Json.ValueOrNull(difference.Before), Json.ValueOrNull(difference.After));

    private static RevisionResponse Of(string key, Revision revision) => new(
        revision.Number,
        revision.Verb,
        revision.Authorship.Author,
        revision.Authorship.Comment,
        revision.Authorship.OperationId,
        revision.At,
        [.. revision.Diff.Select(Of)],
        revision.Feature is null ? null : FeatureBodies.Of(key, revision.Feature));
}
