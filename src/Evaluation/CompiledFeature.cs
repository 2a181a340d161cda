using System.Collections.Immutable;

namespace Actors.Evaluation;

/// <summary>What does a published feature come to: its rules as trees, its answers as bytes?</summary>
public sealed class CompiledFeature
{
    internal CompiledFeature(FeatureSource source, Findings findings)
    {
        Source = source;
        Warnings = findings.ToImmutable();
        SavedGroups = [.. findings.SavedGroups];
        Patterns = findings.Patterns;
    }

    /// <summary>The feature's key.</summary>
    public string Key => Source.Key;

    /// <summary>False when the environment has switched the feature off.</summary>
    public bool Enabled => Source.Enabled;

    /// <summary>False when the definition could not be read: it answers <see cref="Reason.Unknown"/>.</summary>
    public bool IsReadable { get; internal init; }

    /// <summary>What was not understood in this feature, in the order of its definition.</summary>
    public ImmutableArray<CompilationWarning> Warnings { get; }

    /// <summary>Counts the texts for which a pattern of the feature gave up.</summary>
    public PatternMeter Patterns { get; }

    /// <summary>The attributes whose texts the rules hash, each once.</summary>
    public ImmutableArray<string> HashAttributes { get; private init; } = [];

    /// <summary>What was published: compiled anew when a group or a bandit that it asks for changes.</summary>
    internal FeatureSource Source { get; }

    /// <summary>The saved groups that its conditions ask for.</summary>
    internal ImmutableArray<string> SavedGroups { get; }

    /// <summary>The contextual bandits that its rules ask for.</summary>
    internal ImmutableArray<string> Bandits { get; init; } = [];

    internal CompiledRule[] Rules
    {
        get;
        init
        {
            field = value;
            HashAttributes = [.. value.SelectMany(rule => rule.HashAttributes).Distinct()];
            HashCount = value.Sum(rule => rule.HashAttributes.Count());
            HasPrerequisites = value.Any(rule => rule.Prerequisites is not null);
            IsRecordedByServers = value.Any(rule => rule.Experiment is { IsRecordedByServers: true });
        }
    } = [];

    /// <summary>How many buckets the rules draw.</summary>
    internal int HashCount { get; private init; }

    internal bool HasPrerequisites { get; private init; }

    internal bool IsRecordedByServers { get; private init; }

    /// <summary>The answer when no rule decides.</summary>
    internal Outcome Otherwise { get; init; } = Outcome.NoFeature;

    /// <summary>The answer to everybody, unless a caller forces another; null when it depends on the subject.</summary>
    internal Outcome? Constant => Rules is [] ? Otherwise : Rules[0].ForEverybody;

    /// <summary>For bulk answers; made when first asked for, and only where there is no constant.</summary>
    internal FeaturePlan Plan => field ??= new FeaturePlan(this);

    /// <summary>The answer when a gate is closed.</summary>
    internal Outcome Gated { get; init; } = Outcome.NoFeature;

    /// <summary>The answer when the feature depends on itself.</summary>
    internal Outcome Cyclic { get; init; } = Outcome.Circle;
}
