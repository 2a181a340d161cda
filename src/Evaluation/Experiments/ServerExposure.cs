using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>Which variation was a subject given that the server itself is to record?</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Phase">Of the experiment's data; null when it has none.</param>
/// <param name="Variation">Its key.</param>
/// <param name="Attribute">The one that was hashed.</param>
/// <param name="Value">The attribute's value as text.</param>
public readonly record struct ServerExposure(
    string Experiment, string? Phase, string Variation, string Attribute, string Value)
{
    /// <summary>Attributes that are recorded with it; of a subject read for such a ruleset they are known.</summary>
    public static ImmutableArray<string> Dimensions { get; } = ["country", "platform"];

    /// <summary>Whether any experiment of the ruleset is recorded by servers.</summary>
    public static bool IsWanted(Ruleset ruleset)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        return ruleset.Recorded.Length > 0;
    }

    /// <summary>Those of all features, or of one and its prerequisites; each once.</summary>
    /// <param name="ruleset">The one that the subject was read for.</param>
    /// <param name="only">Null: all features.</param>
    /// <param name="subject">Who was answered.</param>
    /// <param name="inputs">With what; who was forced into a variation is not exposed to it.</param>
    /// <exception cref="ArgumentException">The subject was read for another ruleset.</exception>
    public static IReadOnlyList<ServerExposure> Of(
        Ruleset ruleset, CompiledFeature? only, Subject subject, CallerInputs? inputs)
    {
        ArgumentNullException.ThrowIfNull(ruleset);
        ArgumentNullException.ThrowIfNull(subject);
        ReadOnlySpan<CompiledFeature> features = only is null ? ruleset.Recorded : [only];
        var walk = new Walk<ExposureTrace>(ruleset, subject, inputs, new ExposureTrace(subject.Exposures));
        subject.Exposures.Clear();
        foreach (var feature in features)
        {
            walk.Begin();
            walk.Feature(feature.Key, feature);
        }
        return Recorded(subject);
    }

    private static List<ServerExposure> Recorded(Subject subject)
    {
        var found = new List<ServerExposure>();
        foreach (ref readonly var given in subject.Exposures.Assignments)
        {
            if (given.Experiment.IsRecordedByServers)
                found.Add(new ServerExposure(
                    given.Experiment.Key,
                    given.Experiment.Phase,
                    given.Variation.Key,
                    given.Hash.Attribute,
                    StickyMemory.TextOf(subject.At(given.Hash.Slot))));
        }
        return found;
    }
}
