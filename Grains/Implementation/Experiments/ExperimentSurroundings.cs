using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Experiments;

namespace Actors.Implementation.Experiments;

/// <summary>What of its project must be known to decide about an experiment?</summary>
internal sealed class ExperimentSurroundings(ExperimentId id, IGrainFactory grains)
{
    /// <summary>Refused with "project-not-found".</summary>
    /// <param name="state">What is to be changed; null: it does not exist.</param>
    public async Task<Answer<Surroundings>> Around(
        ExperimentState? state, ExperimentChange change, DateTimeOffset now, CancellationToken cancellation)
    {
        var current = await grains.GetProject(id.Project).Current(cancellation);
        if (current.Refusal is { } missing)
        {
            return missing;
        }

        var around = new Surroundings { Environments = current.Value!.Project.Environments };
        return Asked(state, change) is not { } experiment ? around : await Whole(around, experiment, now, cancellation);
    }

    /// <summary>Whose features, groups and layers decide about a change; null: none matters.</summary>
    private static Experiment? Asked(ExperimentState? before, ExperimentChange change) => (change, before) switch
    {
        (StartExperiment, { } state) => state.Experiment,
        (GrowExperiment grow, { Experiment: { Layer: { } share } experiment }) =>
            experiment with { Layer = share with { Slots = grow.Slots } },
        (PutExperiment put, { Run: not null }) => put.Experiment,
        (RestoreExperiment restore, { Run: not null }) => restore.Experiment,
        _ => null,
    };

    private async Task<Surroundings> Whole(
        Surroundings around, Experiment experiment, DateTimeOffset now, CancellationToken cancellation)
    {
        var groups = await grains.GetProject(id.Project).Groups(cancellation);
        var named = experiment.Features.Select(driven => driven.Feature)
            .Concat(experiment.Prerequisites.Select(parent => parent.Feature)).Distinct();
        var features = await Task.WhenAll(named.Select(async key =>
            (key, Answer: await grains.GetFeature(new FeatureId(id.Project, key)).Current(cancellation))));
        var metrics = await grains.GetMetrics(id.Project).List(cancellation);
        return around with
        {
            Metrics = metrics.Value.IsDefault ? [] : [.. metrics.Value.Select(metric => metric.Key)],
            LayerProblems = await new ExperimentSlots(id, grains).Problems(experiment, now, cancellation),
            SavedGroups = groups.Value.IsDefault ? [] : [.. groups.Value.Select(group => group.Id)],
            Features = features.Where(one => one.Answer.Value is not null)
                .ToImmutableDictionary(one => one.key, one => one.Answer.Value!.Revision.Feature!),
        };
    }
}
