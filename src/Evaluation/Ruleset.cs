using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Actors.Evaluation;

/// <summary>Which features does an environment have? Immutable and compiled: share it, swap it by reference.</summary>
public sealed class Ruleset
{
    // Never changed once built. A frozen dictionary would find little faster and build many times slower, and one is
    // built for each change that is published to an environment of ten thousand features.
    private readonly Dictionary<string, CompiledFeature> _byKey;
    private readonly Dictionary<string, CompiledFeature>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly SavedGroups _groups;
    private readonly ContextualBandits _bandits;
    private readonly CompiledExperiments _experiments;

    private Ruleset(
        Dictionary<string, CompiledFeature> byKey,
        Vocabulary vocabulary,
        SavedGroups groups,
        ContextualBandits bandits,
        CompiledExperiments experiments)
    {
        (_byKey, Vocabulary, _groups, _bandits) = (byKey, vocabulary, groups, bandits);
        _experiments = experiments;
        _bySpan = byKey.GetAlternateLookup<ReadOnlySpan<char>>();
        var features = byKey.Values.ToArray();
        Array.Sort(features, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        Features = ImmutableCollectionsMarshal.AsImmutableArray(features);
        Plan = new OfrepPlan(features);
        Recorded = Array.FindAll(features, feature => feature.IsRecordedByServers);
        HashAttributes = [.. features.SelectMany(feature => feature.HashAttributes).Distinct()];
        Warnings = [.. features.SelectMany(feature => feature.Warnings), .. experiments.Warnings];
        SlotsInOrder =
        [
            .. vocabulary.Attributes.Order(StringComparer.Ordinal).Select(name => vocabulary.SlotOf(name)),
        ];
    }

    /// <summary>An environment without features.</summary>
    public static Ruleset Empty { get; } = new(
        new Dictionary<string, CompiledFeature>(StringComparer.Ordinal),
        Vocabulary.Smallest,
        SavedGroups.Empty,
        ContextualBandits.Empty,
        CompiledExperiments.None);

    /// <summary>Every feature, sorted by key (ordinal).</summary>
    public ImmutableArray<CompiledFeature> Features { get; }

    /// <summary>The experiments on their own, in the order in which they were published.</summary>
    public ImmutableArray<PublishedExperiment> Experiments => _experiments.Experiments;

    /// <summary>The attributes whose texts the rules of any feature hash, each once.</summary>
    public ImmutableArray<string> HashAttributes { get; }

    /// <summary>What was not understood, feature by feature; none of it keeps another feature from working.</summary>
    public ImmutableArray<CompilationWarning> Warnings { get; }

    internal Vocabulary Vocabulary { get; }

    /// <summary>Of the bulk answer.</summary>
    internal OfrepPlan Plan { get; }

    /// <summary>Features with an experiment whose exposures servers record.</summary>
    internal CompiledFeature[] Recorded { get; }

    /// <summary>The slots of all attributes, in the order of their names (ordinal).</summary>
    internal ImmutableArray<int> SlotsInOrder { get; }

    /// <summary>Compiles every feature; of two with one key the later counts.</summary>
    /// <param name="features">What was published.</param>
    /// <param name="savedGroups">What <c>$inGroup</c> asks for; null for none.</param>
    /// <param name="contextualBandits">What <c>contextualBanditRef</c> asks for; null for none.</param>
    /// <param name="experiments">Experiments of pages, each a JSON object; null for none.</param>
    public static Ruleset Compile(
        IEnumerable<FeatureSource> features,
        SavedGroups? savedGroups = null,
        ContextualBandits? contextualBandits = null,
        IEnumerable<string>? experiments = null) =>
        Empty.With(features, [], savedGroups, contextualBandits, experiments);

    /// <summary>The ruleset after a change; compiles only what changed. A key in both lists stays.</summary>
    /// <param name="changed">Features that are new or different.</param>
    /// <param name="removed">Keys of features that are gone.</param>
    /// <param name="savedGroups">
    /// All groups as they are now, or null when none has changed. Features that ask for one that has are compiled anew.
    /// </param>
    /// <param name="contextualBandits">All bandits as they are now, or null when none has changed; likewise.</param>
    /// <param name="experiments">All experiments of pages as they are now, or null when none has changed.</param>
    public Ruleset With(
        IEnumerable<FeatureSource> changed,
        IEnumerable<string> removed,
        SavedGroups? savedGroups = null,
        ContextualBandits? contextualBandits = null,
        IEnumerable<string>? experiments = null)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removed);
        var groups = savedGroups ?? _groups;
        var bandits = contextualBandits ?? _bandits;
        var byKey = new Dictionary<string, CompiledFeature>(_byKey, StringComparer.Ordinal);
        foreach (var key in removed)
            byKey.Remove(key);
        var vocabulary = new VocabularyBuilder(Vocabulary);
        foreach (var source in changed)
            byKey[source.Key] = FeatureCompiler.Compile(source, vocabulary, groups, bandits);
        foreach (var feature in _byKey.Values.Where(feature => AsksForChanged(feature, groups, bandits)))
        {
            if (byKey.TryGetValue(feature.Key, out var kept) && ReferenceEquals(kept, feature))
                byKey[feature.Key] = FeatureCompiler.Compile(feature.Source, vocabulary, groups, bandits);
        }
        var compiled = experiments is null && ReferenceEquals(groups, _groups)
            ? _experiments
            : CompiledExperiments.Of(experiments ?? _experiments.Sources, vocabulary, groups);
        var ruleset = new Ruleset(byKey, vocabulary.Build(), groups, bandits, compiled);
        return ruleset.HasForgottenWords ? ruleset.CompiledAnew() : ruleset;
    }

    /// <summary>The feature of this key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out CompiledFeature? feature) =>
        _byKey.TryGetValue(key, out feature);

    /// <summary>The feature of this key, when the key is a piece of a longer text such as a URL.</summary>
    public bool TryGet(ReadOnlySpan<char> key, [NotNullWhen(true)] out CompiledFeature? feature) =>
        _bySpan.TryGetValue(key, out feature);

    // A vocabulary only grows, so that features need not be compiled anew; until most of its words are of the past.
    private bool HasForgottenWords =>
        Vocabulary.Hashes.Length > 64 + (2 * Features.Sum(feature => feature.HashCount))
        || Vocabulary.Conditions.Length > 64 + (2 * Features.Sum(feature => feature.Rules.Length));

    private Ruleset CompiledAnew() => Compile(
        Features.Select(feature => feature.Source), _groups, _bandits, _experiments.Sources);

    private bool AsksForChanged(CompiledFeature feature, SavedGroups groups, ContextualBandits bandits) =>
        (!ReferenceEquals(groups, _groups) && feature.SavedGroups.Any(id => !_groups.IsSame(id, groups)))
        || (!ReferenceEquals(bandits, _bandits) && feature.Bandits.Any(id => !_bandits.IsSame(id, bandits)));
}
