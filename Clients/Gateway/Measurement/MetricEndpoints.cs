using System.Security.Claims;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Measurement;
using Actors.Protocol;

namespace Actors.Gateway.Measurement;

internal static class MetricEndpoints
{
    private const string PutDescription =
        "With If-None-Match: * it creates only; with If-Match it replaces the revision that you saw. Experiments that "
        + "name the metric are counted anew from the event log within seconds, from their start on.";

    public static void MapMetrics(this IEndpointRouteBuilder routes)
    {
        var metrics = routes.MapGroup("/projects/{project}/metrics").WithTags("Metrics");
        metrics.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListMetrics", "List metrics", "By key.")
            .Answers<MetricList>(200, MetricExamples.List).Refuses(404, 422);
        metrics.MapGet("/{metric}", Read).Needs(Role.Viewer)
            .Describe("ReadMetric", "Read a metric", "The ETag is its revision.")
            .Answers<MetricResponse>(200, MetricExamples.Answer).Refuses(404, 422);
        metrics.MapPut("/{metric}", Put).Needs(Role.Editor)
            .Describe("PutMetric", "Create or replace a metric", PutDescription)
            .Takes<MetricBody>(MetricExamples.Body)
            .Answers<MetricResponse>(200, MetricExamples.Answer)
            .Answers<MetricResponse>(201, MetricExamples.Answer).Refuses(400, 404, 409, 412, 413, 415, 422);
        metrics.MapDelete("/{metric}", Delete).Needs(Role.Admin)
            .Describe("DeleteMetric", "Delete a metric", "Experiments that name it go on without it.")
            .AnswersNothing().Refuses(400, 404, 409, 412, 422);
    }

    private static async Task<IResult> List(string project, GrainCalls calls, CancellationToken cancellation) =>
        (await calls.Call((grains, token) => grains.GetMetrics(project).List(token), cancellation))
        .Or(found => TypedResults.Ok(new MetricList([.. found.Select(MetricBodies.Of)])));

    private static async Task<IResult> Read(
        string project, string metric, GrainCalls calls, CancellationToken cancellation) =>
        (await Current(project, metric, calls, cancellation))
        .Or(found => new Tagged(TypedResults.Ok(MetricBodies.Of(found)), found.Revision));

    private static async Task<IResult> Put(
        string project,
        string metric,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        GrainCalls calls,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var document = body.Value!;
        var wanted = MetricBodies.Read(document.RootElement, metric);
        return wanted.Refusal is { } refusal
            ? refusal.ToResult()
            : await Change(project, metric, wanted.Value, user, headers, calls, cancellation);
    }

    private static Task<IResult> Delete(
        string project,
        string metric,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        GrainCalls calls,
        CancellationToken cancellation) => Change(project, metric, null, user, headers, calls, cancellation);

    private static Task<IResult> Change(
        string project,
        string metric,
        Metric? wanted,
        ClaimsPrincipal user,
        ChangeHeaders headers,
        GrainCalls calls,
        CancellationToken cancellation) => new Conditional<DefinedMetric>(
            token => Current(project, metric, calls, token),
            (expected, token) => calls.Call(
                (grains, inner) => grains.GetMetrics(project).Change(metric, wanted, expected, headers.By(user), inner),
                token),
            found => found.Revision,
            MetricBodies.Of,
            Kept).Change(headers, cancellation);

    private static Task<Answer<DefinedMetric>> Current(
        string project, string metric, GrainCalls calls, CancellationToken cancellation) =>
        calls.Call((grains, token) => grains.GetMetrics(project).Current(metric, token), cancellation);

    private static IResult Kept(DefinedMetric found)
    {
        if (found.Metric is null) return TypedResults.NoContent();

        var body = MetricBodies.Of(found);
        return new Tagged(
            found.CreatedAt == found.ChangedAt ? TypedResults.Created((string?)null, body) : TypedResults.Ok(body),
            found.Revision);
    }
}
