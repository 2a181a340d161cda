using System.Collections.Immutable;
using Actors.Configuration;

namespace Actors.Gateway.Allocation;

/// <summary>Of which experiments of a ruleset can stored assignments change the answer? Immutable.</summary>
internal sealed class RememberedExperiments
{
    private readonly ImmutableDictionary<string, ImmutableArray<ExperimentRule>> _byFeature;

    private RememberedExperiments(ImmutableDictionary<string, ImmutableArray<ExperimentRule>> byFeature)
    {
        _byFeature = byFeature;
        Rules = [.. byFeature.Values.SelectMany(rules => rules)];
    }

    public static RememberedExperiments None { get; } =
        new(ImmutableDictionary.Create<string, ImmutableArray<ExperimentRule>>(StringComparer.Ordinal));

    public bool IsEmpty => _byFeature.IsEmpty;

    /// <summary>Of all features.</summary>
    public ImmutableArray<ExperimentRule> Rules { get; }

    /// <summary>The features that have such rules.</summary>
    public IEnumerable<string> Features => _byFeature.Keys;

    /// <summary>Of one feature's own rules.</summary>
    public bool Has(string feature) => _byFeature.ContainsKey(feature);

    /// <param name="changed">Features that are new, different or gone.</param>
    public RememberedExperiments With(IEnumerable<PublishedFeature> changed)
    {
        var next = _byFeature;
        foreach (var feature in changed)
        {
            ImmutableArray<ExperimentRule> rules = ExperimentRule.MayBeRemembered(feature)
                ? ExperimentRule.Of(feature).RemoveAll(rule => !rule.IsRemembered)
                : [];
            next = rules.IsEmpty ? next.Remove(feature.Key) : next.SetItem(feature.Key, rules);
        }

        return ReferenceEquals(next, _byFeature) ? this : new(next);
    }
}
