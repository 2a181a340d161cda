using System.Collections.Immutable;
using Actors.Contracts;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Foundation;

namespace Actors.Implementation.Experiments;

/// <summary>Which slots has an experiment in its layer, and below the holdout?</summary>
internal sealed class ExperimentSlots(ExperimentId id, IGrainFactory grains)
{
    /// <summary>What the layers would say to the experiment's wish; nothing is reserved.</summary>
    public async Task<ImmutableArray<Problem>> Problems(
        Experiment experiment, DateTimeOffset now, CancellationToken cancellation)
    {
        if (experiment.Layer is not { } share)
        {
            return [];
        }

        var layer = await Layer(share.Key).Current(cancellation);
        return [.. LayerCheck.Problems(experiment, id.Experiment, layer, now)];
    }

    /// <summary>What the experiment must filter by. Refused as <see cref="ILayerGrain.Grant"/>.</summary>
    public async Task<Answer<ImmutableArray<LayerFilter>>> Reserve(
        Experiment experiment, CancellationToken cancellation)
    {
        var filters = ImmutableArray.CreateBuilder<LayerFilter>();
        foreach (var (key, slots) in await Shares(experiment, cancellation))
        {
            var granted = await Layer(key).Grant(id.Experiment, slots, cancellation);
            if (granted.Refusal is { } refusal)
            {
                return refusal;
            }

            filters.Add(granted.Value!);
        }

        return filters.ToImmutable();
    }

    /// <summary>What <see cref="Reserve"/> would answer now; nothing is reserved.</summary>
    public async Task<Answer<ImmutableArray<LayerFilter>>> Foresee(
        Experiment experiment, DateTimeOffset now, CancellationToken cancellation)
    {
        var filters = ImmutableArray.CreateBuilder<LayerFilter>();
        foreach (var (key, slots) in await Shares(experiment, cancellation))
        {
            var layer = await Layer(key).Current(cancellation);
            var granted = LayerDecisions.Grant(layer, key, id.Experiment, slots, now);
            if (granted is Decision<LayerState>.Refused(var refusal))
            {
                return refusal;
            }

            var next = ((Decision<LayerState>.Accepted)granted).Next;
            filters.Add(LayerDecisions.Filter(next, id.Project, key, id.Experiment)!);
        }

        return filters.ToImmutable();
    }

    /// <summary>Gives back whatever it has.</summary>
    public Task Release(ExperimentState state, CancellationToken cancellation)
    {
        var keys = (state.Run?.Filters ?? []).Select(filter => filter.Layer)
            .Append(Actors.Experiments.Layer.Holdout)
            .Concat(state.Experiment.Layer is { } share ? [share.Key] : [])
            .Distinct();
        return Task.WhenAll(keys.Select(key => Layer(key).Release(id.Experiment, cancellation)));
    }

    private async Task<IEnumerable<(string Key, int Slots)>> Shares(
        Experiment experiment, CancellationToken cancellation)
    {
        var holdout = await Layer(Actors.Experiments.Layer.Holdout).Current(cancellation);
        var above = holdout.Layer is null ? [] : new[] { (Actors.Experiments.Layer.Holdout, 0) };
        return experiment.Layer is { } share ? above.Prepend((share.Key, share.Slots)) : above;
    }

    private ILayerGrain Layer(string key) => grains.GetLayer(id with { Experiment = key });
}
