using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Edge;

namespace Actors.Gateway.Population;

/// <summary>Upon what is a what-if asked? What the region serves, and whom its gateways saw lately.</summary>
internal sealed class WhatIfs(GrainCalls calls)
{
    /// <summary>Refused with "environment-not-found".</summary>
    /// <param name="environment">One of the experiment's; null: its first.</param>
    public async Task<Answer<WhatIfGround>> Ground(
        ExperimentId id, Experiment experiment, string? environment, CancellationToken cancellation)
    {
        if (!experiment.Environments.Contains(environment ?? experiment.Environments.FirstOrDefault("")))
            return new Refusal(
                "environment-not-found",
                environment is null ? "The experiment names no environment." : $"It does not run in '{environment}'.");

        var where = new EnvironmentId(id.Project, environment ?? experiment.Environments[0]);
        var document = calls.Call((grains, token) => grains.GetRuleset(where).Snapshot(token), cancellation);
        var population = calls.Call((grains, token) => grains.GetPopulation(where).Read(token), cancellation);
        return new WhatIfGround(where, id.Experiment, await document, await population);
    }
}
