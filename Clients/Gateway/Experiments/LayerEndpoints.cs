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

internal static class LayerEndpoints
{
    private const string PutDescription =
        "Whose hash attribute and held out slots are fixed while experiments run in it. With If-None-Match: * it "
        + "creates only; with If-Match it replaces the revision that you saw. Experiments get slots when they start.";

    public static void MapLayers(this IEndpointRouteBuilder routes)
    {
        var layers = routes.MapGroup("/projects/{project}/layers").WithTags("Layers");
        layers.MapGet("/", List).Needs(Role.Viewer)
            .Describe("ListLayers", "List layers", "By key.")
            .Answers<LayerList>(200, LayerExamples.List).Refuses(404, 422);
        layers.MapGet("/{layer}", Read).Needs(Role.Viewer)
            .Describe("ReadLayer", "Read a layer", "With who has which slots. The ETag is its revision.")
            .Answers<LayerResponse>(200, LayerExamples.Answer).Refuses(404, 422);
        layers.MapPut("/{layer}", Put).Needs(Role.Editor)
            .Describe("PutLayer", "Create or change a layer", PutDescription)
            .Takes<LayerBody>(LayerExamples.Body)
            .Answers<LayerResponse>(200, LayerExamples.Answer)
            .Answers<LayerResponse>(201, LayerExamples.Answer).Refuses(400, 404, 409, 412, 415, 422);
    }

    private static async Task<IResult> List(string project, GrainCalls calls, CancellationToken cancellation)
    {
        var known = await calls.Call((grains, token) => grains.GetProject(project).Current(token), cancellation);
        if (known.Refusal is { } missing) return missing.ToResult();

        var layers = await calls.Call((grains, token) => grains.GetExperiments(project).Layers(token), cancellation);
        return TypedResults.Ok(new LayerList([.. layers.Select(LayerBodies.Of)]));
    }

    private static async Task<IResult> Read(
        string project, string layer, GrainCalls calls, TimeProvider time, CancellationToken cancellation) =>
        (await Current(new(project, layer), calls, cancellation)).Or(state =>
            new Tagged(TypedResults.Ok(LayerBodies.Of(layer, state, time.GetUtcNow())), state.Revision));

    private static async Task<IResult> Put(
        string project,
        string layer,
        HttpRequest request,
        ClaimsPrincipal user,
        [AsParameters] ChangeHeaders headers,
        GrainCalls calls,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var body = await request.ReadJson(cancellation);
        if (body.Refusal is { } wrong) return wrong.ToResult();

        using var document = body.Value!;
        var wanted = LayerBodies.Read(document.RootElement, layer);
        if (wanted.Refusal is { } refusal) return refusal.ToResult();

        var id = new ExperimentId(project, layer);
        return await new Conditional<LayerState>(
            token => Current(id, calls, token),
            (expected, token) => calls.Call(
                (grains, inner) => grains.GetLayer(id).Put(wanted.Value!, expected, headers.By(user), inner), token),
            state => state.Revision,
            state => LayerBodies.Of(layer, state, time.GetUtcNow()),
            state => Kept(LayerBodies.Of(layer, state, time.GetUtcNow()))).Change(headers, cancellation);
    }

    private static Tagged Kept(LayerResponse body) => new(
        body.Revision == 1 ? TypedResults.Created((string?)null, body) : TypedResults.Ok(body), body.Revision);

    private static async Task<Answer<LayerState>> Current(
        ExperimentId layer, GrainCalls calls, CancellationToken cancellation)
    {
        var state = await calls.Call((grains, token) => grains.GetLayer(layer).Current(token), cancellation);
        return state.Layer is null
            ? new Refusal("layer-not-found", $"There is no layer '{layer.Experiment}'.")
            : state;
    }
}
