using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Measurement;
using Actors.Experiments;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
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
        "Server-sent events of type 'results', each as GET …/results answers it: at once, then whenever something was "
        + "counted, once a second at most, and every 15 s in any case. The stream ends after half an hour; come back.";

    private static readonly TimeSpan _pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(30);

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

    private static async Task<IResult> Stream(
        string project,
        string experiment,
        [AsParameters] ResultsFilter filter,
        GrainCalls calls,
        TimeProvider time,
        IHostApplicationLifetime host,
        HttpResponse response,
        CancellationToken cancellation)
    {
        var id = new ExperimentId(project, experiment);
        var first = await Ask(id, filter.Query, calls, cancellation);
        if (first.Refusal is { } refusal) return refusal.ToResult();

        response.Headers["X-Accel-Buffering"] = "no"; // else nginx would keep events to itself
        return TypedResults.ServerSentEvents(
            Follow(first.Value!, () => Ask(id, filter.Query, calls, cancellation), time, host, cancellation));
    }

    /// <summary>Ends without a word when the experiment is gone, the gateway stops or the client leaves.</summary>
    private static async IAsyncEnumerable<SseItem<ResultsResponse>> Follow(
        ExperimentResults first,
        Func<Task<Answer<ExperimentResults>>> ask,
        TimeProvider time,
        IHostApplicationLifetime host,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var lifetime = new CancellationTokenSource(_lifetime, time);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(
            lifetime.Token, cancellation, host.ApplicationStopping);
        var (told, now, toldAt) = (default(ExperimentResults), first, time.GetTimestamp());
        while (!leaving.IsCancellationRequested)
        {
            if (told is null || IsNews(told, now) || time.GetElapsedTime(toldAt) >= _silence)
            {
                (told, toldAt) = (now, time.GetTimestamp());
                yield return new SseItem<ResultsResponse>(ResultsAnswer.Of(now), "results");
            }

            await Task.Delay(_pace, time, leaving.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (leaving.IsCancellationRequested || (await ask()).Value is not { } next)
                yield break;
            now = next;
        }
    }

    /// <summary>The time of the answer alone is none.</summary>
    private static bool IsNews(ExperimentResults told, ExperimentResults now) =>
        told.Events != now.Events || told.IsCatchingUp != now.IsCatchingUp || told.Phase != now.Phase
        || told.Drift?.IsAlarm != now.Drift?.IsAlarm;

    private static Task<Answer<ExperimentResults>> Ask(
        ExperimentId id, ResultsQuery query, GrainCalls calls, CancellationToken cancellation) =>
        calls.Call((grains, token) => grains.GetResults(id).Read(query, token), cancellation);
}
