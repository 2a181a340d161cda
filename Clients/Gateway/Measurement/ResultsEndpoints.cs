using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Experiments;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Gateway.Streams;
using Actors.Protocol;

namespace Actors.Gateway.Measurement;

internal static class ResultsEndpoints
{
    private const string ReadDescription =
        "Computed from the sums as they are, at most a second old; an event is in them within seconds of its answer. "
        + "The engine, confidence, correction and CUPED are the experiment's settings. Guardrails are judged by a "
        + "confidence sequence whatever the settings. An effect that can't be told says why in 'obstacle'. "
        + "'drift' says whether clients reported, in the last day, the variations that the server computes.";

    private const string StreamDescription =
        "Server-sent events of type 'results', each as GET …/results answers it: "
        + FollowedAnswer<ExperimentResults, ResultsResponse>.Pace;

    public static void MapResults(this IEndpointRouteBuilder routes)
    {
        var results = routes.MapGroup("/projects/{project}/experiments/{experiment}/results").WithTags("Results");
        results.MapGet("/", Read).Needs(Role.Viewer)
            .Describe("ReadResults", "Read an experiment's results", ReadDescription)
            .Answers<ResultsResponse>(200, ResultsExamples.Answer).Refuses(400, 404, 409, 422);
        results.MapGet("/stream", Stream).Needs(Role.Viewer)
            .Describe("StreamResults", "Follow an experiment's results", StreamDescription)
            .Answers<ResultsResponse>(200, ResultsExamples.Answer).Refuses(400, 404, 409, 422);
    }

    private static async Task<IResult> Read(
        string project,
        string experiment,
        [AsParameters] ResultsFilter filter,
        GrainCalls calls,
        CancellationToken cancellation) =>
        (await Ask(new(project, experiment), filter.Query, calls, cancellation))
        .Or(results => TypedResults.Ok(ResultsAnswer.Of(results)));

    private static Task<IResult> Stream(
        string project,
        string experiment,
        [AsParameters] ResultsFilter filter,
        GrainCalls calls,
        HttpContext http) =>
        new FollowedAnswer<ExperimentResults, ResultsResponse>("results", ResultsAnswer.Of, IsNews)
            .Stream(token => Ask(new(project, experiment), filter.Query, calls, token), http);

    /// <summary>The time of the answer alone is none.</summary>
    private static bool IsNews(ExperimentResults told, ExperimentResults now) =>
        told.Events != now.Events || told.IsCatchingUp != now.IsCatchingUp || told.Phase != now.Phase
        || told.Drift?.IsAlarm != now.Drift?.IsAlarm
        || !told.Alarms.SequenceEqual(now.Alarms);

    private static Task<Answer<ExperimentResults>> Ask(
        ExperimentId id, ResultsQuery query, GrainCalls calls, CancellationToken cancellation) =>
        calls.Call((grains, token) => grains.GetResults(id).Read(query, token), cancellation);
}
