using System.ComponentModel;
using System.Security.Claims;
using Actors.Configuration;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Gateway.Population;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

internal static class AllocationEndpoints
{
    /// <summary>By the names that requests give them.</summary>
    internal static readonly SortedDictionary<string, ReallocationWay> Ways = new(StringComparer.Ordinal)
    {
        ["least-movement"] = ReallocationWay.LeastMovement,
        ["sticky"] = ReallocationWay.Sticky,
        ["re-randomise"] = ReallocationWay.Rerandomise,
    };

    private const string PreviewDescription =
        "Nothing is changed. How many subjects it would be is asked of those whom the gateways saw lately, with the "
        + "real rules. 'least-movement' moves no more than the shares gain; 'sticky' lets who was exposed keep "
        + "the variation; 're-randomise' draws everybody anew in a new phase. Shares are exact, of ten thousand slots; "
        + "those of 're-randomise' are what independent hashes give.";

    public static void MapAllocation(this IEndpointRouteBuilder experiments)
    {
        experiments.MapPost("/{experiment}/allocation/preview", Preview).Needs(Role.Viewer)
            .Describe("PreviewAllocation", "See whom another allocation would move", PreviewDescription)
            .Takes<AllocationWish>(AllocationExamples.Wish)
            .Answers<AllocationOffers>(200, AllocationExamples.Offers).Refuses(400, 404, 409, 415, 422);
        experiments.MapPost("/{experiment}/allocation", Reallocate).Needs(Role.Editor)
            .Describe(
                "ReallocateExperiment",
                "Give a running experiment other weights or another coverage",
                "In one of the three ways; the preview says whom each moves. A ramp that is under way ends.")
            .Takes<AllocationRequest>(AllocationExamples.Request)
            .Answers<ExperimentResponse>(200, ExperimentExamples.Answer).Refuses(400, 404, 409, 412, 415, 422);
    }

    private static async Task<IResult> Preview(
        string project,
        string experiment,
        [Description("Whose subjects to ask about; left out: the first of the experiment's.")] string? environment,
        HttpRequest request,
        ExperimentChanges changes,
        WhatIfs whatIfs,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.AllocationWish, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var id = new ExperimentId(project, experiment);
        var current = await changes.Current(id, cancellation);
        if (current.Refusal is { } missing) return missing.ToResult();

        // Decided as the change would be, so that what cannot be done is refused here already.
        var (state, now) = (current.Value!.Revision.State, time.GetUtcNow());
        var wish = Of(ReallocationWay.LeastMovement, body.Value!, state);
        if (ExperimentDecisions.Consider(state, id, wish, new Surroundings(), now)
            is Decision<ExperimentState>.Refused(var reason))
            return reason.ToResult();

        var ground = await whatIfs.Ground(id, state.Experiment, environment, cancellation);
        return ground.Or(seen => TypedResults.Ok(new AllocationOffers(
            [
                .. Reallocation.Offers(state, id, wish.WeightsBasisPoints, wish.CoverageBasisPoints, now)
                    .Select(offer => Of(offer, seen.Try(state, offer.State))),
            ],
            seen.Environment.Environment,
            WhatIfBodies.Of(seen.Population))));
    }

    private static async Task<IResult> Reallocate(
        string project,
        string experiment,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        ExperimentChanges changes,
        CancellationToken cancellation)
    {
        var body = await request.Read(ProtocolJson.Default.AllocationRequest, cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        var (way, weights, coverage) = body.Value!;
        if (!Ways.TryGetValue(way, out var known))
            return JsonBody.Wrong("way-unknown", "/way", $"A way is {string.Join(", ", Ways.Keys)}.").ToResult();

        return await changes.Change(
            new(project, experiment),
            current => Of(known, new(weights, coverage), current),
            headers,
            headers.By(user),
            cancellation);
    }

    internal static ReallocateExperiment Of(ReallocationWay way, AllocationWish wish, ExperimentState now) => new(
        way,
        wish.WeightsBasisPoints is { } weights ? [.. weights] : now.Experiment.WeightsBasisPoints,
        wish.CoverageBasisPoints ?? now.IncludedBasisPoints);

    private static AllocationOffer Of(ReallocationOffer offer, WhatIf whatIf) => new(
        Ways.First(way => way.Value == offer.Way).Key,
        Of(offer.Moved),
        Of(offer.MovedExposed),
        offer.State.Run!.Phase,
        [.. offer.State.Run.Ranges.Select(range => new SlotRangeBody(range.Variation, range.From, range.To))],
        WhatIfBodies.Of(whatIf.Fresh.All, whatIf.Scale),
        WhatIfBodies.Of(whatIf.Exposed.All, whatIf.Scale));

    private static MovedSharesBody Of(MovedShares moved) =>
        new(moved.All, moved.Entering, moved.Leaving, moved.Switching);
}
