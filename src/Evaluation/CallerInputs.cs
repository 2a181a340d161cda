using System.Collections.Immutable;
using System.Text.Json;

namespace Actors.Evaluation;

/// <summary>What does a caller say, beside who it is, that decides on its values? For GrowthBook's SDKs.</summary>
public sealed record CallerInputs
{
    /// <summary>Nothing.</summary>
    public static CallerInputs None { get; } = new();

    /// <summary>
    /// By key of an experiment: the variation to be given, whatever its rules say; out of range is none.
    /// </summary>
    public ImmutableDictionary<string, int> ForcedVariations { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>By key of a feature: the value to be given, whatever its rules say. Keep the document alive.</summary>
    public ImmutableDictionary<string, JsonElement> ForcedFeatures { get; init; } =
        ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>
    /// The page's address: experiments may ask for it, and its query may force variations. Empty: none.
    /// </summary>
    public string Url { get; init; } = "";

    /// <summary>What the subject was given before; null when nothing is to be remembered.</summary>
    public StickyBuckets? StickyBuckets { get; init; }

    /// <summary>True: only forced variations are given.</summary>
    public bool IsQaMode { get; init; }

    /// <summary>False: no experiment includes anybody.</summary>
    public bool RunsExperiments { get; init; } = true;
}
