using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Gateway.Streams;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

internal static class AlarmEndpoints
{
    private const string ListDescription =
        "Raised and cleared by the evidence alone, seconds after it: 'sample-ratio' when the subjects of a running "
        + "experiment are not split as planned (p below 0.001), with the likeliest cause; cleared from p 0.01 on, or "
        + "when the experiment ends. Each change is in the audit log, too.";

    public static void MapAlarms(this IEndpointRouteBuilder routes)
    {
        var alarms = routes.MapGroup("/projects/{project}/alarms").WithTags("Alarms");
        alarms.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListAlarms", "List alarms of experiments", ListDescription)
            .Answers<AlarmList>(200, AlarmExamples.List).Refuses(400, 404, 422);
        alarms.MapGet("/stream", Stream).Needs(Role.Viewer)
            .Describe(
                "StreamAlarms",
                "Follow the alarms of experiments",
                "Server-sent events of type 'alarms', each as GET …/alarms answers it: "
                + FollowedAnswer<ProjectAlarms, AlarmList>.Pace)
            .Answers<AlarmList>(200, AlarmExamples.List).Refuses(400, 404, 422);
    }

    private static async Task<IResult> List(
        string project, [AsParameters] AlarmFilter filter, GrainCalls calls, CancellationToken cancellation) =>
        (await Ask(project, calls, cancellation)).Or(alarms => TypedResults.Ok(filter.Of(alarms)));

    private static Task<IResult> Stream(
        string project, [AsParameters] AlarmFilter filter, GrainCalls calls, HttpContext http) =>
        new FollowedAnswer<ProjectAlarms, AlarmList>(
            "alarms", filter.Of, (told, now) => told.Revision != now.Revision)
            .Stream(token => Ask(project, calls, token), http);

    private static async Task<Answer<ProjectAlarms>> Ask(
        string project, GrainCalls calls, CancellationToken cancellation)
    {
        var known = await calls.Call((grains, token) => grains.GetProject(project).Current(token), cancellation);
        return known.Refusal is { } missing
            ? missing
            : await calls.Call((grains, token) => grains.GetAlarms(project).Current(token), cancellation);
    }
}
