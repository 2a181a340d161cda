using System.Text.Json;
using Actors.Allocation;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Foundation;
using Actors.Gateway.Configuration;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Allocation;

/// <summary>How does an operator decide for one subject? Only what can take effect is taken.</summary>
internal sealed class UserOverrides(ProjectChanges changes, GrainCalls calls)
{
    public async Task<IResult> PutVariation(
        UserRoute route,
        string experiment,
        VariationOverrideBody wanted,
        Authorship authorship,
        CancellationToken cancellation)
    {
        var found = await changes.WithEnvironment(route.EnvironmentId, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var document = await calls.Call(
            (grains, token) => grains.GetRuleset(route.EnvironmentId).Snapshot(token), cancellation);
        var rules = StoredInputs.RulesOf(document, experiment).ToList();
        if (rules.Count == 0)
            return new Refusal(
                "experiment-not-found", $"No experiment '{experiment}' runs in this environment.").ToResult();

        return rules.Any(rule => rule.Variations.Contains(wanted.Variation))
            ? await Put(
                route,
                OverrideTarget.Experiment(experiment),
                wanted.Variation,
                wanted.ExpiresAt,
                authorship,
                cancellation)
            : Invalid("/variation", $"Its variations are {string.Join(", ", rules[0].Variations.Distinct())}.");
    }

    public async Task<IResult> PutValue(
        UserRoute route,
        string feature,
        ValueOverrideBody wanted,
        Authorship authorship,
        CancellationToken cancellation)
    {
        var found = await changes.WithEnvironment(route.EnvironmentId, cancellation);
        if (found.Refusal is { } refusal) return refusal.ToResult();

        var known = await calls.Call(
            (grains, token) => grains.GetFeature(new(route.Project, feature)).Current(token), cancellation);
        if (known.Value?.Revision.Feature is not { } current)
            return (known.Refusal ?? new("feature-not-found", $"There is no feature '{feature}'.")).ToResult();

        return IsOfType(current.Type, wanted.Value.ValueKind)
            ? await Put(
                route,
                OverrideTarget.Feature(feature),
                CanonicalJson.Of(wanted.Value),
                wanted.ExpiresAt,
                authorship,
                cancellation)
            : Invalid("/value", $"The feature is of type {JsonNamingPolicy.CamelCase.ConvertName($"{current.Type}")}.");
    }

    public async Task<IResult> Remove(
        UserRoute route, OverrideTarget target, Authorship authorship, CancellationToken cancellation)
    {
        var answer = await calls.Call(
            (grains, token) => grains.GetUser(route.Id).RemoveOverride(target, authorship, token), cancellation);
        return answer.Or(_ => TypedResults.NoContent());
    }

    private async Task<IResult> Put(
        UserRoute route,
        OverrideTarget target,
        string given,
        DateTimeOffset? expiresAt,
        Authorship authorship,
        CancellationToken cancellation)
    {
        var answer = await calls.Call(
            (grains, token) => grains.GetUser(route.Id).PutOverride(target, given, expiresAt, authorship, token),
            cancellation);
        return answer.Or(_ => TypedResults.NoContent());
    }

    private static bool IsOfType(FeatureType type, JsonValueKind kind) => type switch
    {
        FeatureType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
        FeatureType.String => kind == JsonValueKind.String,
        FeatureType.Number => kind == JsonValueKind.Number,
        _ => true,
    };

    private static IResult Invalid(string path, string message) =>
        new Refusal("override-invalid", message) { Problems = [new(path, "given-invalid", message)] }.ToResult();
}
