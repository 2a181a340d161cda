using System.Collections.Immutable;
using System.Text.Json;
using Actors.Contracts;
using Actors.Contracts.Experiments;
using Actors.Experiments;
using Actors.Foundation;
using Actors.Gateway.Edge;
using Actors.Protocol;

namespace Actors.Gateway.Experiments;

/// <summary>How does a layer look over HTTP, and what does a body say that it shall be?</summary>
internal static class LayerBodies
{
    public static Answer<Layer> Read(JsonElement body, string key)
    {
        var bare = body.Without(
            "freeSlots", "grants", "resting", "revision", "createdAt", "changedAt", "changedBy");
        var read = JsonBody.Read(bare, ProtocolJson.Default.LayerBody, "");
        if (read.Refusal is { } refusal) return refusal;

        var layer = read.Value!;
        const string Mismatch = "The key of the body is not the one of the path.";
        return layer.Key is not null && layer.Key != key
            ? new Refusal("layer-invalid", Mismatch) { Problems = [new("/key", "key-invalid", Mismatch)] }
            : Of(layer, new Layer());
    }

    /// <param name="state">Of a layer that there is.</param>
    public static LayerResponse Of(string key, LayerState state, DateTimeOffset now) => new()
    {
        Key = key,
        Description = state.Layer!.Description,
        Owner = state.Layer.Owner,
        HashAttribute = state.Layer.HashAttribute,
        QuarantineHours = state.Layer.QuarantineHours,
        HeldOutSlots = state.Layer.HeldOutSlots,
        FreeSlots = state.Free(now).Sum(span => span.Length),
        Grants = state.Grants.ToImmutableSortedDictionary(
            grant => grant.Key, grant => Of(grant.Value), StringComparer.Ordinal),
        Resting =
        [
            .. state.Resting.Where(resting => resting.Until > now)
                .Select(resting => new RestingSlotsBody(resting.Experiment, Of(resting.Spans), resting.Until)),
        ],
        Revision = state.Revision,
        CreatedAt = state.CreatedAt,
        ChangedAt = state.ChangedAt,
        ChangedBy = state.ChangedBy,
    };

    public static LayerListItem Of(LayerSummary summary) => new(
        summary.Key, summary.Description, summary.Experiments, summary.GrantedSlots, summary.Revision);

    private static Layer Of(LayerBody body, Layer otherwise) => new()
    {
        Description = body.Description ?? otherwise.Description,
        Owner = body.Owner ?? otherwise.Owner,
        HashAttribute = body.HashAttribute ?? otherwise.HashAttribute,
        QuarantineHours = body.QuarantineHours ?? otherwise.QuarantineHours,
        HeldOutSlots = body.HeldOutSlots ?? otherwise.HeldOutSlots,
    };

    private static IReadOnlyList<SlotSpanBody> Of(ImmutableArray<SlotSpan> spans) =>
        [.. spans.Select(span => new SlotSpanBody(span.From, span.To))];
}
