using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Gateway.Population;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

internal static class ExperimentEndpoints
{
    private const string PutDescription =
        "A draft when it is new, and complete only when it is started. Held against GET /v1/schemas/experiment; every "
        + "problem is listed. Since the start only what says nothing about who gets what may be different. With "
        + "If-None-Match: * it creates only; with If-Match it replaces the revision that you saw.";

    private const string PatchDescription =
        "A JSON merge patch (RFC 7386) of the experiment's document. Without If-Match it is put on top of whatever is "
        + "there, again when somebody was faster.";

    public static void MapExperiments(this IEndpointRouteBuilder routes)
    {
        var experiments = routes.MapGroup("/projects/{project}/experiments").WithTags("Experiments");
        experiments.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListExperiments", "List experiments", "By key. The header Link names the next page.")
            .Answers<ExperimentList>(200, ExperimentExamples.List).Refuses(400, 404, 422);
        experiments.MapGet("/{experiment}", Read).Needs(Role.Viewer)
            .Describe("ReadExperiment", "Read an experiment", "With its alarms. The ETag is its revision.")
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer).Refuses(404, 422);
        experiments.MapPut("/{experiment}", Put).Needs(Role.Editor)
            .Describe("PutExperiment", "Create or replace an experiment", PutDescription)
            .Takes<ExperimentBody>(ExperimentExamples.Body)
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer)
            .Answers<ExperimentResponse>(201, ExperimentExamples.Answer).Refuses(400, 404, 409, 412, 415, 422);
        experiments.MapPatch("/{experiment}", Patch).Needs(Role.Editor)
            .Describe("PatchExperiment", "Change an experiment", PatchDescription)
            .Takes<ExperimentBody>(ExperimentExamples.Patch, "application/merge-patch+json")
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer).Refuses(400, 404, 409, 412, 415, 422);
        experiments.MapLifecycle();
        experiments.MapAllocation();
        experiments.MapWhatIf();
        experiments.MapRevisions();
    }

    private static async Task<IResult> List(
        string project,
        [AsParameters] ExperimentFilter filter,
        HttpContext http,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var known = await calls.Call((grains, token) => grains.GetProject(project).Current(token), cancellation);
        if (known.Refusal is { } missing) return missing.ToResult();

        var query = filter.Query;
        var page = await calls.Call((grains, token) => grains.GetExperiments(project).List(query, token), cancellation);
        Paging.LinkNext(http, "after", page.Next);
        return TypedResults.Ok(new ExperimentList(
            [.. page.Experiments.Select(ExperimentBodies.Of)], page.Total, page.Next));
    }

    private static async Task<IResult> Read(
        string project,
        string experiment,
        ExperimentChanges changes,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var current = await changes.Current(new(project, experiment), cancellation);
        if (current.Value is not { } view) return current.Refusal!.ToResult();

        var alarms = await calls.Call((grains, token) => grains.GetAlarms(project).Current(token), cancellation);
        var raised = alarms.Raised.Where(alarm => alarm.Id.Experiment == experiment).Select(AlarmBodies.Of).ToArray();
        var body = ExperimentBodies.Of(view) with { Alarms = raised is [] ? null : raised };
        return new Tagged(TypedResults.Ok(body), view.Revision.Number);
    }

    private static async Task<IResult> Put(
        string project,
        string experiment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ExperimentChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var document = body.Value!;
        var wanted = ExperimentBodies.Read(document.RootElement, experiment);
        if (wanted.Refusal is { } refusal) return refusal.ToResult();

        var change = new PutExperiment(wanted.Value!);
        return await changes.Change(new(project, experiment), change, headers, headers.By(user), cancellation);
    }

    private static async Task<IResult> Patch(
        string project,
        string experiment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ExperimentChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var patch = body.Value!;
        return await changes.Change(
            new(project, experiment),
            current => ExperimentBodies.Patch(current.Experiment, patch.RootElement, experiment),
            headers,
            headers.By(user),
            cancellation);
    }
}
