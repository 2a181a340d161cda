using System.Security.Claims;
using Actors.Configuration;
using Actors.Experiments;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

internal static class LifecycleEndpoints
{
    private const string StopDescription =
        "Everybody who is targeted gets the variation that it ships from then on; nothing is left of it when it ships "
        + "none. A stopped experiment that is stopped again ships something else.";

    public static void MapLifecycle(this IEndpointRouteBuilder experiments)
    {
        experiments.Step("start", "StartExperiment", new StartExperiment())
            .WithSummary("Start an experiment")
            .WithDescription("Validates everything, and lists every problem.");
        experiments.Step("pause", "PauseExperiment", new PauseExperiment())
            .WithSummary("Pause an experiment")
            .WithDescription("Nobody is included; everybody gets what there would be without the experiment.");
        experiments.Step("resume", "ResumeExperiment", new ResumeExperiment())
            .WithSummary("Go on with an experiment")
            .WithDescription("With the same variation for everybody. A ramp that guardrails hold goes on, too.");
        experiments.Step("archive", "ArchiveExperiment", new ArchiveExperiment(true))
            .WithSummary("Archive an experiment")
            .WithDescription("A draft or a stopped one. What it ships stays.");
        experiments.Step("unarchive", "UnarchiveExperiment", new ArchiveExperiment(false))
            .WithSummary("Take an experiment back from the archive")
            .WithDescription("It is a draft again, or stopped.");
        experiments.MapPost("/{experiment}/stop", Stop).Needs(Role.Editor)
            .Describe("StopExperiment", "Stop an experiment", StopDescription)
            .Takes<StopRequest>(ExperimentExamples.Stop)
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer).Refuses(400, 404, 409, 412, 415, 422);
        experiments.MapPost("/{experiment}/grow", Grow).Needs(Role.Editor)
            .Describe(
                "GrowExperiment",
                "Give a running experiment more of its layer",
                "It keeps the slots that it has, so nobody leaves it or changes the variation.")
            .Takes<GrowRequest>(LayerExamples.Grow)
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer).Refuses(400, 404, 409, 412, 415, 422);
    }

    /// <summary>A change that says the same whatever the experiment is now.</summary>
    private static RouteHandlerBuilder Step(
        this IEndpointRouteBuilder experiments, string verb, string name, ExperimentChange change) =>
        experiments.MapPost($"/{{experiment}}/{verb}", (
                string project,
                string experiment,
                ClaimsPrincipal user,
                [AsParameters] ChangeHeaders headers,
                ExperimentChanges changes,
                CancellationToken cancellation) =>
                changes.Change(new(project, experiment), change, headers, headers.By(user), cancellation))
            .Needs(Role.Editor).WithName(name)
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer).Refuses(400, 404, 409, 412, 422);

    private static async Task<IResult> Stop(
        string project,
        string experiment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ExperimentChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.StopRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var change = new StopExperiment(body.Value!.Ship);
        return await changes.Change(new(project, experiment), change, headers, headers.By(user), cancellation);
    }

    private static async Task<IResult> Grow(
        string project,
        string experiment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ExperimentChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.GrowRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var change = new GrowExperiment(body.Value!.Slots);
        return await changes.Change(new(project, experiment), change, headers, headers.By(user), cancellation);
    }
}
