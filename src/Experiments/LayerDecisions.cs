using System.Collections.Immutable;
using Actors.Configuration;
using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>What becomes of a layer, and who gets which of its slots?</summary>
/// <remarks>When nothing changes, the answer is the same state.</remarks>
public static class LayerDecisions
{
    /// <param name="expected">The revision that the author saw; 0: it must not exist; null: whatever it is.</param>
    /// <returns>
    /// Refused with "layer-exists", "revision-stale", "layer-invalid", or with "layer-in-use" when who has slots would
    /// become other subjects.
    /// </returns>
    public static Decision<LayerState> Put(
        LayerState state, string key, Layer wanted, long? expected, Authorship authorship, DateTimeOffset now)
    {
        if (authorship.OperationId.Length > 0 && authorship.OperationId == state.LastOperationId)
        {
            return state;
        }

        if (Unexpected(state, expected) is { } unexpected)
        {
            return unexpected;
        }

        var problems = Problems(key, wanted).ToImmutableArray();
        if (!problems.IsEmpty)
        {
            return new Refusal("layer-invalid", "The layer has problems; each is listed.") { Problems = problems };
        }

        if (state.Layer is { } before && !state.Grants.IsEmpty && IsOther(before, wanted))
        {
            return new Refusal(
                "layer-in-use",
                $"Experiments run in it ({string.Join(", ", state.Grants.Keys.Take(5))}): whom it means is fixed.");
        }

        return state.Layer == wanted
            ? state
            : Moved(state, now) with
            {
                Layer = wanted,
                CreatedAt = state.Layer is null ? now : state.CreatedAt,
                ChangedBy = authorship.Author,
                LastOperationId = authorship.OperationId,
            };
    }

    /// <summary>Lets an experiment have so many slots; it keeps those that it has.</summary>
    /// <param name="slots">In all. Of the holdout: whatever, everybody gets all that are not held out.</param>
    /// <returns>Refused with "layer-not-found" or "layer-full".</returns>
    public static Decision<LayerState> Grant(
        LayerState state, string key, string experiment, int slots, DateTimeOffset now)
    {
        if (state.Layer is not { } layer)
        {
            return new Refusal("layer-not-found", $"There is no layer '{key}'.");
        }

        var granted = state.Grants.GetValueOrDefault(experiment, []);
        if (key == Layer.Holdout)
        {
            return granted.IsEmpty && layer.HeldOutSlots < Allocation.Slots
                ? With(state, experiment, [new(layer.HeldOutSlots, Allocation.Slots)], now)
                : state;
        }

        var missing = slots - granted.Count();
        var free = state.Free(now);
        return missing <= 0
            ? state
            : free.Count() < missing
                ? new Refusal("layer-full", $"The layer '{key}' has {free.Count()} free slots; {missing} are wanted.")
                : With(state, experiment, SlotSpans.Joined(granted.Concat(SlotSpans.First(free, missing))), now);
    }

    /// <summary>Takes an experiment's slots back; they rest for a while before another one gets them.</summary>
    public static LayerState Release(LayerState state, string experiment, DateTimeOffset now)
    {
        if (!state.Grants.TryGetValue(experiment, out var spans))
        {
            return state;
        }

        var rest = new RestingSlots(experiment, spans, now.AddHours(state.Layer?.QuarantineHours ?? 0));
        return Moved(state, now) with
        {
            Grants = state.Grants.Remove(experiment),
            Resting = [.. state.Resting.Where(resting => resting.Until > now).Append(rest)],
        };
    }

    /// <summary>Which of the layer's subjects may be in an experiment that has slots; null: it has none.</summary>
    public static LayerFilter? Filter(LayerState state, string project, string key, string experiment) =>
        state.Layer is { } layer && state.Grants.TryGetValue(experiment, out var spans)
            ? new(key, Layer.Seed(project, key), layer.HashAttribute, spans)
            : null;

    private static LayerState With(
        LayerState state, string experiment, ImmutableArray<SlotSpan> spans, DateTimeOffset now) =>
        Moved(state, now) with { Grants = state.Grants.SetItem(experiment, spans) };

    private static LayerState Moved(LayerState state, DateTimeOffset now) =>
        state with { Revision = state.Revision + 1, ChangedAt = now };

    private static bool IsOther(Layer before, Layer wanted) =>
        before.HashAttribute != wanted.HashAttribute || before.HeldOutSlots != wanted.HeldOutSlots;

    private static Refusal? Unexpected(LayerState state, long? expected)
    {
        if (expected == 0 && state.Layer is not null)
        {
            return new("layer-exists", $"The layer exists already, at revision {state.Revision}.");
        }

        return expected is null or 0 || expected == state.Revision
            ? null
            : new("revision-stale", $"The layer is at revision {state.Revision}, not {expected}: look again.");
    }

    private static IEnumerable<Problem> Problems(string key, Layer layer)
    {
        if (!Key.IsValid(key))
        {
            yield return new("", "key-invalid", $"The key of a layer is {Key.Form}.");
        }

        if (layer.HashAttribute.Length is 0 or > 128)
        {
            yield return new("/hashAttribute", "text-invalid", "A hash attribute has 1 to 128 characters.");
        }

        if (layer.QuarantineHours is < 0 or > Layer.MaxQuarantineHours)
        {
            yield return new("/quarantineHours", "number-range", $"This is 0 to {Layer.MaxQuarantineHours:N0} hours.");
        }

        if (layer.HeldOutSlots is < 0 or >= Allocation.Slots || layer.HeldOutSlots > 0 && key != Layer.Holdout)
        {
            yield return new(
                "/heldOutSlots", "number-range", $"This is 0 to 9,999, and 0 unless the layer is '{Layer.Holdout}'.");
        }

        foreach (var text in new[] { ("/description", layer.Description), ("/owner", layer.Owner) })
        {
            if (FeatureValidation.TextProblem(text.Item2, text.Item1) is { } problem)
            {
                yield return problem;
            }
        }
    }
}
