using System.Collections.Immutable;

namespace Actors.Configuration;

/// <summary>What does an experiment put into the features of one environment?</summary>
/// <param name="Experiment">Its key.</param>
/// <param name="Revision">Of the experiment. Orders hand-overs; no part of the payload.</param>
/// <param name="Rules">None when it publishes nothing there.</param>
[GenerateSerializer, Immutable, Alias("experiment-rules")]
public sealed record ExperimentRules(
    [property: Id(0)] string Experiment,
    [property: Id(1)] long Revision,
    [property: Id(2)] ImmutableArray<PlacedRule> Rules);

/// <summary>One rule that stands among a feature's own.</summary>
/// <param name="Feature">Its key.</param>
/// <param name="Position">Before which of the feature's own rules; beyond the last: after all.</param>
/// <param name="Json">A rule object of the GrowthBook dialect as <see cref="CanonicalJson"/>.</param>
[GenerateSerializer, Immutable, Alias("placed-rule")]
public sealed record PlacedRule(
    [property: Id(0)] string Feature, [property: Id(1)] int Position, [property: Id(2)] string Json);
