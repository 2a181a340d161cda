using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What of a feature's changes has arrived where, and what must still be handed over?</summary>
/// <remarks>When nothing changes, as by a late acknowledgement, the answer is the same history.</remarks>
public static class Delivery
{
    /// <param name="revision">The one that was handed over.</param>
    /// <param name="version">The ruleset's version that holds it.</param>
    public static FeatureHistory Acknowledged(FeatureHistory history, string environment, long revision, long version)
    {
        var acknowledged = history.HandOvers.Acknowledged(environment, revision, version);
        return acknowledged == history.HandOvers ? history : history with { HandOvers = acknowledged };
    }

    public static FeatureHistory Audited(FeatureHistory history, long revision) =>
        revision <= history.Audited ? history : (history with { Audited = revision }).Trimmed();

    public static FeatureHistory Announced(FeatureHistory history, long revision) =>
        revision <= history.Announced ? history : history with { Announced = revision };

    /// <summary>Environments whose rulesets have not acknowledged the last change yet, by name.</summary>
    public static IEnumerable<string> Waiting(FeatureHistory history) =>
        history.HandOvers.Waiting();

    /// <summary>The owner of a batch has kept the last change and sees to it that it arrives everywhere.</summary>
    /// <remarks>
    /// Which version of a ruleset will hold it is not known here: 0. The owner knows of the last revision only, so one
    /// before it that the audit log lacks remains to be delivered from here.
    /// </remarks>
    public static FeatureHistory Batched(FeatureHistory history)
    {
        var taken = history.HandOvers.Where(entry => entry.Value.IsWaiting).Select(entry =>
            KeyValuePair.Create(entry.Key, new HandOver(entry.Value.Revision, entry.Value.Revision, 0)));
        var batched = history with
        {
            HandOvers = history.HandOvers.SetItems(taken),
            Audited = history.Audited >= history.Revision - 1 ? history.Revision : history.Audited,
            Announced = history.Revision,
        };
        return batched.Trimmed();
    }

    /// <summary>
    /// Lets the hand-overs be those of the project's environments: an added one waits for the feature, a removed one no
    /// longer does. The same history when nothing was added or removed.
    /// </summary>
    public static FeatureHistory Covering(FeatureHistory history, ImmutableArray<string> environments)
    {
        var handOvers = history.HandOvers.Covering(environments, history.Revision);
        return handOvers == history.HandOvers ? history : history with { HandOvers = handOvers };
    }
}
