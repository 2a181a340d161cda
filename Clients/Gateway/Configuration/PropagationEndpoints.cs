using Actors.Configuration;
using Actors.Contracts;
using Actors.Gateway.Access;
using Actors.Gateway.Edge;
using Actors.Gateway.OpenApi;
using Actors.Protocol;

namespace Actors.Gateway.Configuration;

internal static class PropagationEndpoints
{
    public static void MapPropagation(this IEndpointRouteBuilder routes)
    {
        var environment = routes.MapGroup("/projects/{project}/environments/{environment}").WithTags("Environments");
        environment.MapGet("/propagation", Propagation).Needs(Role.Viewer)
            .Describe(
                "ReadPropagation", "See which gateway serves which version",
                "Each gateway reports after every version and every two seconds. One behind shows for how long.")
            .Answers<PropagationResponse>(200, Examples.Propagation).Refuses(404, 422);
        environment.MapGet("/ruleset", Ruleset).Needs(Role.Viewer)
            .Describe("ReadRuleset", "Read the published document", "What gateways evaluate. The ETag is its version.")
            .Answers<RulesetResponse>(200, Examples.Ruleset).Refuses(404, 422);
    }

    private static async Task<IResult> Propagation(
        string project, string environment, ProjectChanges changes, GrainCalls calls, CancellationToken cancellation)
    {
        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var now = await calls.Call((grains, token) => grains.GetRuleset(id).Propagation(token), cancellation);
        return TypedResults.Ok(new PropagationResponse(
            now.Version, Published.At(now.Version, now.PublishedAt), now.ContentHash, [.. now.Gateways.Select(Item)]));
    }

    private static async Task<IResult> Ruleset(
        string project, string environment, ProjectChanges changes, GrainCalls calls, CancellationToken cancellation)
    {
        var id = new EnvironmentId(project, environment);
        var found = await changes.WithEnvironment(id, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var document = await calls.Call((grains, token) => grains.GetRuleset(id).Snapshot(token), cancellation);
        var features = document.Features.Values.Where(feature => feature.Json is not null);
        var groups = document.SavedGroups.Values.Where(group => group.Values is not null);
        return new Tagged(
            TypedResults.Ok(new RulesetResponse(
                document.Version,
                Published.At(document.Version, document.PublishedAt),
                document.ContentHash,
                features.ToDictionary(feature => feature.Key, Item, StringComparer.Ordinal),
                groups.ToDictionary(group => group.Id, Item, StringComparer.Ordinal))),
            document.Version);
    }

    private static GatewayItem Item(GatewayProgress gateway) => new(
        gateway.Gateway,
        gateway.Region,
        gateway.Zone,
        gateway.Version,
        gateway.Behind,
        gateway.LagMilliseconds,
        gateway.LastContact);

    private static PublishedFeatureItem Item(PublishedFeature feature) =>
        new(feature.Revision, feature.Enabled, Json.Value(feature.Json!));

    private static PublishedGroupItem Item(PublishedGroup group) => new(group.Revision, Json.Value(group.Values!));
}
