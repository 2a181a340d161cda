using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>What does a published feature come to: its rules as trees, its values as bytes?</summary>
public sealed class CompiledFeature
{
    internal CompiledFeature(FeatureSource source, ImmutableArray<CompilationWarning> warnings)
    {
        Key = source.Key;
        Enabled = source.Enabled;
        Warnings = warnings;
    }

    /// <summary>The feature's key.</summary>
    public string Key { get; }

    /// <summary>False when the environment has switched the feature off.</summary>
    public bool Enabled { get; }

    /// <summary>False when the definition could not be read: it answers <see cref="Reason.Unknown"/>.</summary>
    public bool IsReadable { get; internal init; }

    /// <summary>What was not understood in this feature, in the order of its definition.</summary>
    public ImmutableArray<CompilationWarning> Warnings { get; }

    /// <summary>The attributes whose texts the rollouts hash, each once.</summary>
    public ImmutableArray<string> HashAttributes { get; private init; } = [];

    internal ImmutableArray<CompiledRule> Rules
    {
        get;
        init
        {
            field = value;
            HashAttributes = [.. value.Select(rule => rule.HashAttribute).OfType<string>().Distinct()];
        }
    } = [];

    /// <summary>The answer when no rule decides.</summary>
    internal Outcome Otherwise { get; init; }
}
