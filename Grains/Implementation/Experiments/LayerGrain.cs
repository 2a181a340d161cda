using System.Text.Json;
using Actors.Configuration;
using Actors.Contracts;
using Actors.Contracts.Auditing;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Implementation.Auditing;
using Microsoft.Extensions.Logging;

namespace Actors.Implementation.Experiments;

/// <summary>Holds one layer and asks <see cref="LayerDecisions"/> who gets which of its slots.</summary>
[GrainType("layer")]
internal sealed class LayerGrain : Grain, ILayerGrain
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);

    private readonly Storage<KeptLayer> _state;
    private readonly AuditOutbox _outbox;
    private readonly TimeProvider _time;
    private readonly ExperimentId _id;

    public LayerGrain(
        [PersistentState("layer", StorageNames.Actors)] IPersistentState<KeptLayer> storage,
        IAuditLog audit,
        TimeProvider time,
        ILogger<LayerGrain> logger)
    {
        _id = GrainKeys.LayerOf(this.GetPrimaryKeyString());
        _time = time;
        _state = new Storage<KeptLayer>(storage, this);
        _outbox = new AuditOutbox(audit, this, logger, () => _state.Durable.Unaudited);
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken) => _outbox.Send(cancellationToken);

    public Task<LayerState> Current(CancellationToken cancellation) => Task.FromResult(_state.Durable.Layer);

    public async Task<Answer<LayerState>> Put(
        Layer layer, long? expected, Authorship authorship, CancellationToken cancellation)
    {
        var project = await GrainFactory.GetProject(_id.Project).Current(cancellation)
            .WaitAsync(_patience, _time, cancellation);
        if (project.Refusal is { } missing)
        {
            return missing;
        }

        var before = _state.Newest.Layer;
        var decision = LayerDecisions.Put(
            before, _id.Experiment, layer, expected, authorship, _time.GetUtcNow());
        if (decision is Decision<LayerState>.Refused(var reason))
        {
            return reason;
        }

        var next = ((Decision<LayerState>.Accepted)decision).Next;
        await Keep(before, next, before.Layer is null ? "created" : "changed", authorship, cancellation);
        return _state.Durable.Layer;
    }

    public async Task<Answer<LayerFilter>> Grant(string experiment, int slots, CancellationToken cancellation)
    {
        var before = _state.Newest.Layer;
        var decision = LayerDecisions.Grant(before, _id.Experiment, experiment, slots, _time.GetUtcNow());
        if (decision is Decision<LayerState>.Refused(var reason))
        {
            return reason;
        }

        var next = ((Decision<LayerState>.Accepted)decision).Next;
        await Keep(before, next, "granted", Of(experiment), cancellation);
        return LayerDecisions.Filter(_state.Durable.Layer, _id.Project, _id.Experiment, experiment)!;
    }

    public Task Release(string experiment, CancellationToken cancellation)
    {
        var before = _state.Newest.Layer;
        var next = LayerDecisions.Release(before, experiment, _time.GetUtcNow());
        return Keep(before, next, "released", Of(experiment), cancellation);
    }

    private async Task Keep(
        LayerState before, LayerState next, string verb, Authorship authorship, CancellationToken cancellation)
    {
        var state = _state.Newest;
        await _state.Keep(ReferenceEquals(before, next)
            ? state
            : new KeptLayer { Layer = next, Unaudited = _outbox.With(state.Unaudited, Entry(next, verb, authorship)) });
        await _outbox.Send(cancellation);

        // A list for people: who is missing in it now is in it after the next change.
        GrainFactory.GetExperiments(_id.Project).AnnounceLayer(Summary(), CancellationToken.None).Ignore();
    }

    private AuditEntry Entry(LayerState next, string verb, Authorship authorship) => new(
        _id.Project,
        $"layer/{_id.Experiment}",
        next.Revision,
        next.ChangedAt,
        authorship.Author,
        authorship.OperationId,
        authorship.Comment,
        verb,
        "[]",
        JsonSerializer.Serialize(new { next.Layer, next.Grants, next.Resting }, JsonSerializerOptions.Web));

    private LayerSummary Summary()
    {
        var layer = _state.Durable.Layer;
        return new(
            _id.Experiment,
            layer.Revision,
            layer.Layer?.Description ?? "",
            layer.Grants.Count,
            layer.Grants.Values.Sum(spans => spans.Sum(span => span.Length)));
    }

    private static Authorship Of(string experiment) => new("actors", $"experiment {experiment}", "");
}
