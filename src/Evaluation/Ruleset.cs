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

    private Ruleset(Dictionary<string, CompiledFeature> byKey)
    {
        _byKey = byKey;
        _bySpan = byKey.GetAlternateLookup<ReadOnlySpan<char>>();
        var features = byKey.Values.ToArray();
        Array.Sort(features, (left, right) => string.CompareOrdinal(left.Key, right.Key));
        Features = ImmutableCollectionsMarshal.AsImmutableArray(features);
        HashAttributes = [.. features.SelectMany(feature => feature.HashAttributes).Distinct()];
        Warnings = [.. features.SelectMany(feature => feature.Warnings)];
    }

    /// <summary>An environment without features.</summary>
    public static Ruleset Empty { get; } = new(new Dictionary<string, CompiledFeature>(StringComparer.Ordinal));

    /// <summary>Every feature, sorted by key (ordinal).</summary>
    public ImmutableArray<CompiledFeature> Features { get; }

    /// <summary>The attributes whose texts the rollouts of any feature hash, each once.</summary>
    public ImmutableArray<string> HashAttributes { get; }

    /// <summary>What was not understood, feature by feature; none of it keeps another feature from working.</summary>
    public ImmutableArray<CompilationWarning> Warnings { get; }

    /// <summary>Compiles every feature; of two with one key the later counts.</summary>
    public static Ruleset Compile(IEnumerable<FeatureSource> features) => Empty.With(features, []);

    /// <summary>The ruleset after a change; compiles only what changed. A key in both lists stays.</summary>
    public Ruleset With(IEnumerable<FeatureSource> changed, IEnumerable<string> removed)
    {
        ArgumentNullException.ThrowIfNull(changed);
        ArgumentNullException.ThrowIfNull(removed);
        var byKey = new Dictionary<string, CompiledFeature>(_byKey, StringComparer.Ordinal);
        foreach (var key in removed)
            byKey.Remove(key);
        foreach (var source in changed)
            byKey[source.Key] = FeatureCompiler.Compile(source);
        return new Ruleset(byKey);
    }

    /// <summary>The feature of this key.</summary>
    public bool TryGet(string key, [NotNullWhen(true)] out CompiledFeature? feature) =>
        _byKey.TryGetValue(key, out feature);

    /// <summary>The feature of this key, when the key is a piece of a longer text such as a URL.</summary>
    public bool TryGet(ReadOnlySpan<char> key, [NotNullWhen(true)] out CompiledFeature? feature) =>
        _bySpan.TryGetValue(key, out feature);
}
