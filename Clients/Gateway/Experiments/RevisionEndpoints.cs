using System.ComponentModel;
using System.Globalization;
using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

internal static class RevisionEndpoints
{
    public static void MapRevisions(this IEndpointRouteBuilder experiments)
    {
        experiments.MapGet("/{experiment}/revisions", List).Needs(Role.Viewer)
            .Describe(
                "ListExperimentRevisions",
                "List the revisions of an experiment",
                "Newest first, with what each changed. The header Link names the next page.")
            .Answers<ExperimentRevisions>(200, ExperimentExamples.Revisions).Refuses(400, 404, 422);
        experiments.MapGet("/{experiment}/revisions/{revision:long}", Read).Needs(Role.Viewer)
            .Describe(
                "ReadExperimentRevision",
                "Read one revision of an experiment",
                "Who made it, why, what it changed, and what the experiment was then.")
            .Answers<ExperimentRevisionResponse>(200, ExperimentExamples.Revision).Refuses(404, 422);
        experiments.MapPost("/{experiment}/restore", Restore).Needs(Role.Editor)
            .Describe(
                "RestoreExperiment",
                "Return to an earlier revision",
                "What was written then, as a new revision; the status stays, and what is fixed since the start, too.")
            .Takes<RevertRequest>(Examples.Revert)
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer).Refuses(400, 404, 409, 412, 415, 422);
    }

    private static async Task<IResult> List(
        string project,
        string experiment,
        [Description("Only revisions with a smaller number.")] long? before,
        [Description("1 to 200; 50 when left out.")] int? limit,
        HttpContext http,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var wrong = Checks.OutOfRange("limit", limit, 1, 200) ?? Checks.OutOfRange("before", before, 1, long.MaxValue);
        if (wrong is not null) return wrong.ToResult();

        var (id, wanted) = (new ExperimentId(project, experiment), limit ?? 50);
        var found = await calls.Call(
            (grains, token) => grains.GetExperiment(id).History(before, wanted, token), cancellation);
        if (found.IsEmpty && before is null)
            return new Refusal("experiment-not-found", $"There is no experiment '{experiment}'.").ToResult();

        long? next = found.Length == wanted && found[^1].Number > 1 ? found[^1].Number : null;
        Paging.LinkNext(http, "before", next?.ToString(CultureInfo.InvariantCulture));
        return TypedResults.Ok(new ExperimentRevisions(
            [.. found.Select(revision => ExperimentBodies.Of(experiment, revision))], next));
    }

    private static async Task<IResult> Read(
        string project, string experiment, long revision, ExperimentChanges changes, CancellationToken cancellation) =>
        (await changes.Revision(new(project, experiment), revision, cancellation))
        .Or(found => new Tagged(TypedResults.Ok(ExperimentBodies.Of(experiment, found)), found.Number));

    private static async Task<IResult> Restore(
        string project,
        string experiment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ExperimentChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.RevertRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();
        if (ChangeHeaders.TooLong(body.Value!.Comment) is { } refusal) return refusal.ToResult();

        var id = new ExperimentId(project, experiment);
        var found = await changes.Revision(id, body.Value.Revision, cancellation);
        if (found.Refusal is { } missing) return missing.ToResult();

        var change = new RestoreExperiment(body.Value.Revision, found.Value!.State.Experiment);
        return await changes.Change(id, change, headers, headers.By(user, body.Value.Comment), cancellation);
    }
}
