using Actors.Foundation;

namespace Actors.Experiments;

/// <summary>What keeps an experiment from having the slots that it wants?</summary>
public static class LayerCheck
{
    /// <param name="layer">The state of the layer that the experiment names.</param>
    public static IEnumerable<Problem> Problems(
        Experiment experiment, string key, LayerState layer, DateTimeOffset now)
    {
        if (experiment.Layer is not { } share)
        {
            yield break;
        }

        if (share.Key == Layer.Holdout)
        {
            yield return new("/layer/key", "layer-holdout", "Every experiment is below the holdout anyway.");
        }
        else if (layer.Layer is null)
        {
            yield return new("/layer/key", "layer-not-found", $"There is no layer '{share.Key}'.");
        }
        else if (layer.Layer.HashAttribute != experiment.HashAttribute)
        {
            yield return new(
                "/hashAttribute", "layer-attribute", $"The layer hashes '{layer.Layer.HashAttribute}'.");
        }
        else if (LayerDecisions.Grant(layer, share.Key, key, share.Slots, now)
            is Decision<LayerState>.Refused(var refusal))
        {
            yield return new("/layer/slots", refusal.Code, refusal.Message);
        }
    }
}
