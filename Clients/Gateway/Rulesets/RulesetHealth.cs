using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Gateway.Rulesets;

/// <summary>
/// Does this gateway serve the newest? Degraded when it cannot know, never failed: it answers all the same.
/// </summary>
internal sealed class RulesetHealth(LiveRulesets live, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var environments = live.Environments;
        var details = environments.ToDictionary(pair => pair.Key, pair => (object)Describe(pair.Value));
        var unsure = environments.Values.Count(environment => environment.IsBehind || live.IsStale(environment));
        return Task.FromResult(environments.IsEmpty
            ? HealthCheckResult.Degraded("No ruleset is known yet.")
            : unsure > 0
                ? HealthCheckResult.Degraded(
                    $"{unsure} of {environments.Count} environments may be out of date.", null, details)
                : HealthCheckResult.Healthy($"{environments.Count} environments are up to date.", details));
    }

    private string Describe(LiveEnvironment environment)
    {
        var state = environment.IsBehind ? $"behind, {environment.HeardOf} is published"
            : live.IsStale(environment) ? "stale"
            : "up to date";
        var age = environment.Age(time.GetUtcNow()).TotalSeconds;
        return $"version {environment.Served.Version}, {state}, confirmed {age:F1} s ago";
    }
}
