using Actors.Gateway.Access;
using Actors.Gateway.Ofrep;
using Actors.Gateway.Protection;
using Actors.Gateway.Rulesets;
using Actors.Measurement;

namespace Actors.Gateway.Measurement;

/// <summary>
/// What has happened? POST /v1/events: each event is judged by itself, and answered when it is durable.
/// </summary>
internal sealed class EventsHandler(
    SdkKeyGate gate, RequestBody bodies, EventRouting routing, EventRoom room, DriftWatch drift, TimeProvider time)
{
    private static readonly TimeSpan _comeBackAfter = TimeSpan.FromSeconds(1);

    public async Task Post(HttpContext context)
    {
        if (gate.Admit(context, out var refused) is not { } admission)
        {
            await refused;
            return;
        }

        if (RequestBody.IsPacked(context.Request))
        {
            await ProblemResponse.Write(context, ProblemKind.UnsupportedEncoding);
            return;
        }

        var bytes = Math.Min(context.Request.ContentLength ?? EventLimits.MaxRequestBytes, EventLimits.MaxRequestBytes);
        if (!room.TryEnter(bytes))
        {
            await Full(context);
            return;
        }

        try
        {
            await Take(context, admission.Environment);
        }
        finally
        {
            room.Leave(bytes);
        }
    }

    private async Task Take(HttpContext context, LiveEnvironment environment)
    {
        var now = time.GetUtcNow();
        var isLines = EventsRequest.IsLines(context.Request.ContentType);
        var request = await bodies.Read(
            context.Request, body => EventsRequest.Read(body, isLines, now), EventLimits.MaxRequestBytes);
        if (request.Problem is { } problem)
        {
            await ProblemResponse.Write(context, problem, request.Detail);
            return;
        }

        var answer = await routing.Append(environment.Id, request.Events, context.RequestAborted);
        if (answer.Value is not { } outcomes)
        {
            await Full(context);
            return;
        }

        await EventsAnswer.Send(context.Response, request.Events, outcomes);
        drift.Look(environment, request.Events, outcomes);
    }

    private static Task Full(HttpContext context) => ProblemResponse.Write(
        context, ProblemKind.TooManyRequests, "Too many events are under way; send these again.", _comeBackAfter);
}
