using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.Experiments;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Population;

/// <summary>What would happen if an experiment were changed? Asked of the subjects that gateways saw lately.</summary>
internal static class WhatIfEndpoints
{
    private static readonly string[] _changes = ["start", "reallocate", "grow", "pause", "resume", "stop"];

    private const string Description =
        "Nothing is changed or reserved. The rules that would be published are composed as publishing does it, and the "
        + "engine is asked with them and with those of now what each subject of the sample gets. The sample is uniform "
        + "over the distinct subjects of the last 12 to 24 hours; what is personal is cleaned away before it is taken, "
        + "except what identifies and is hashed, which stays in memory and is never shown.";

    public static void MapWhatIf(this IEndpointRouteBuilder experiments) =>
        experiments.MapPost("/{experiment}/what-if", Ask).Needs(Role.Viewer)
            .Describe("AskWhatIf", "See whom a change would move, before it is published", Description)
            .Takes<WhatIfRequest>(WhatIfExamples.Request)
            .Answers<WhatIfResponse>(200, WhatIfExamples.Answer).Refuses(400, 404, 409, 415, 422);

    private static async Task<IResult> Ask(
        string project,
        string experiment,
        HttpRequest request,
        ExperimentChanges changes,
        GrainCalls calls,
        WhatIfs whatIfs,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.WhatIfRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var id = new ExperimentId(project, experiment);
        var current = await changes.Current(id, cancellation);
        if (current.Refusal is { } missing) return missing.ToResult();

        var (wish, now) = (body.Value!, current.Value!.Revision.State);
        var change = wish.Change ?? (now.Run is null ? "start" : "reallocate");
        var wanted = Wanted(wish, change, now, experiment);
        if (wanted.Refusal is { } unknown) return unknown.ToResult();

        var next = await calls.Call(
            (grains, token) => grains.GetExperiment(id).Consider(wanted.Value, token), cancellation);
        if (next.Refusal is { } refused) return refused.ToResult();

        var ground = await whatIfs.Ground(id, next.Value!.Experiment, wish.Environment, cancellation);
        return ground.Or(seen => TypedResults.Ok(WhatIfBodies.Of(seen.Try(now, next.Value), change)));
    }

    private static Answer<ImmutableArray<ExperimentChange>> Wanted(
        WhatIfRequest wish, string change, ExperimentState now, string key)
    {
        var patch = wish.Experiment is { } document ? ExperimentBodies.Patch(now.Experiment, document, key) : null;
        if (patch?.Refusal is { } wrong) return wrong;

        var then = Change(wish, change, now);
        return then.Refusal is { } unknown
            ? unknown
            : (ImmutableArray<ExperimentChange>)(patch is null ? [then.Value!] : [patch.Value!, then.Value!]);
    }

    private static Answer<ExperimentChange> Change(WhatIfRequest wish, string change, ExperimentState now)
    {
        switch (change)
        {
            case "start":
                return new StartExperiment();
            case "pause":
                return new PauseExperiment();
            case "resume":
                return new ResumeExperiment();
            case "stop":
                return new StopExperiment(wish.Ship);
            case "grow" when wish.Slots is { } slots:
                return new GrowExperiment(slots);
            case "grow":
                return JsonBody.Wrong("member-missing", "/slots", "How many slots shall it have in all?");
            case "reallocate" when AllocationEndpoints.Ways.TryGetValue(wish.Way ?? "least-movement", out var way):
                return AllocationEndpoints.Of(way, new(wish.WeightsBasisPoints, wish.CoverageBasisPoints), now);
            case "reallocate":
                return JsonBody.Wrong(
                    "way-unknown", "/way", $"A way is {string.Join(", ", AllocationEndpoints.Ways.Keys)}.");
            default:
                return JsonBody.Wrong("change-unknown", "/change", $"A change is {string.Join(", ", _changes)}.");
        }
    }
}
