using Microsoft.FeatureManagement;
using Microsoft.FeatureManagement.FeatureFilters;

namespace Actors.Benchmarks.Engine;

/// <summary>Who asks, as the peer has it.</summary>
internal sealed class PeerContext : TargetingContext
{
    public string Country { get; set; } = "";

    public string Platform { get; set; } = "";

    public Version AppVersion { get; set; } = new();
}

/// <summary>Targeting by country, platform and app version: the peer leaves that to a filter of one's own.</summary>
[FilterAlias("Client")]
internal sealed class ClientFilter : IContextualFeatureFilter<PeerContext>, IFilterParametersBinder
{
    public object BindParameters(IConfiguration parameters) => new Bounds(
        parameters.GetSection("Countries").Get<string[]>()!.ToHashSet(StringComparer.Ordinal),
        parameters["Platform"]!,
        Version.Parse(parameters["From"]!));

    public Task<bool> EvaluateAsync(FeatureFilterEvaluationContext featureFilterContext, PeerContext appContext)
    {
        var bounds = (Bounds)featureFilterContext.Settings;
        return Task.FromResult(
            bounds.Countries.Contains(appContext.Country)
            && bounds.Platform == appContext.Platform
            && appContext.AppVersion >= bounds.From);
    }

    private sealed record Bounds(HashSet<string> Countries, string Platform, Version From);
}
